package vcluster.backend.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vcluster.backend.record.EventKey;
import vcluster.backend.record.Incoming;
import vcluster.backend.record.ReceivedSyncerEvent;
import vcluster.backend.record.SyncerUpload;
import vcluster.backend.verify.Verdict.Rejection;
import vcluster.backend.verify.redact.KnownWords;
import vcluster.wire.Protocol;

/** Reads the payload of a syncer (docs/protocol.md#the-syncer-payload). */
record SyncerReader(KnownWords redaction, UnknownFields unknown) {
  Verdict read(JsonNode body, Optional<String> idempotencyKey) {
    try {
      Fields payload = Fields.of(body, "");
      payload.know("token");
      List<JsonNode> elements = payload.elements("events");
      if (elements.size() > Protocol.MAX_SYNCER_EVENTS) {
        throw new InvalidException(
            "/events", "more than " + Protocol.MAX_SYNCER_EVENTS + " events");
      }
      List<Rejection> rejected = new ArrayList<>();
      List<ReceivedSyncerEvent> events = events(elements, rejected);
      payload.require("instanceProperties");
      Fields instance = payload.object("instanceProperties");
      EventKey key = key(idempotencyKey, redaction.id(instance.text("uid")), elements);
      Incoming upload = upload(key, payload, instance, events);
      payload.report(unknown);
      return new Verdict.Accepted(List.of(upload), rejected);
    } catch (InvalidException e) {
      return new Verdict.Malformed(e.path(), e.reason());
    }
  }

  private static @Nullable EventKey key(
      Optional<String> idempotencyKey, String uid, List<JsonNode> elements) {
    if (idempotencyKey.isPresent()) {
      return EventKey.of(idempotencyKey.get(), 0);
    }
    return elements.isEmpty()
        ? null
        : EventKey.ofUpload(uid, elements.toString().getBytes(StandardCharsets.UTF_8));
  }

  private SyncerUpload upload(
      @Nullable EventKey key, Fields payload, Fields instance, List<ReceivedSyncerEvent> events)
      throws InvalidException {
    String flags = instance.raw("syncerFlags");
    return new SyncerUpload(
        key,
        redaction.id(instance.text("uid")),
        redaction.word("creator", instance.text("instanceCreator")),
        redaction.id(instance.text("instanceCreatorUID")),
        redaction.word("os", instance.text("os")),
        redaction.word("arch", instance.text("arch")),
        redaction.version(instance.text("syncerVersion")),
        redaction.setFlags(flags),
        redaction.controllers(flags),
        redaction.word("service_type", instance.text("vclusterServiceType")),
        version(instance.object("virtualKubernetesVersion")),
        version(instance.object("hostKubernetesVersion")),
        payload.integer("timeSinceLastUpload").orElse(0),
        events);
  }

  private String version(Fields version) throws InvalidException {
    version.know("major", "minor");
    return redaction.kubernetesVersion(version.text("gitVersion"));
  }

  private List<ReceivedSyncerEvent> events(List<JsonNode> elements, List<Rejection> rejected) {
    List<ReceivedSyncerEvent> events = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      try {
        events.add(event(Fields.of(elements.get(i), "")));
      } catch (InvalidException e) {
        rejected.add(new Rejection(i, e.path(), e.reason()));
      }
    }
    return events;
  }

  private ReceivedSyncerEvent event(Fields event) throws InvalidException {
    String group = redaction.group(event.text("group"));
    ReceivedSyncerEvent result =
        new ReceivedSyncerEvent(
            event.requiredInteger("time"),
            type(event.requiredText("type")),
            event.flag("success"),
            event.integer("processingTime").orElse(0),
            redaction.error(event.raw("errors")),
            group,
            redaction.apiVersion(event.text("version")),
            redaction.kind(group, event.text("kind")));
    event.report(unknown);
    return result;
  }

  private String type(String raw) {
    String type = redaction.word("event", raw);
    if (!type.equals(raw)) {
      unknown.seen("/events/type", "string");
    }
    return type;
  }
}
