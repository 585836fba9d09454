package vcluster.backend.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vcluster.backend.record.EventKey;
import vcluster.backend.record.Incoming;
import vcluster.backend.record.KeyedHash;
import vcluster.backend.record.SyncerUpload;
import vcluster.backend.verify.Verdict.Rejection;
import vcluster.backend.verify.redact.KnownWords;
import vcluster.wire.Protocol;

/** Reads the payload of a syncer (docs/protocol.md#the-syncer-payload). */
record SyncerReader(KnownWords redaction, UnknownFields unknown) {
  Verdict read(JsonNode body, Optional<String> idempotencyKey) {
    try {
      Fields payload = Fields.of(body, redaction.fields("upload"));
      List<JsonNode> elements = payload.elements("events");
      if (elements.size() > Protocol.MAX_SYNCER_EVENTS) {
        throw new InvalidException(
            "/events", "more than " + Protocol.MAX_SYNCER_EVENTS + " events");
      }
      payload.require("instanceProperties");
      Fields instance = payload.object("instanceProperties");
      List<Rejection> rejected = new ArrayList<>();
      SyncFold events = fold(elements, rejected);
      UUID member = redaction.id(instance.text("uid"));
      if (member == null) {
        payload.report(unknown);
        return new Verdict.Accepted(List.of(), List.of(new Rejection(0, "", "of no instance")));
      }
      EventKey key = key(idempotencyKey, member, elements);
      Incoming upload = upload(key, payload, instance, member, events);
      payload.report(unknown);
      return new Verdict.Accepted(List.of(upload), rejected);
    } catch (InvalidException e) {
      return new Verdict.Malformed(e.path(), e.reason());
    }
  }

  private @Nullable EventKey key(
      Optional<String> idempotencyKey, UUID member, List<JsonNode> elements) {
    KeyedHash hash = redaction.hash();
    if (idempotencyKey.isPresent()) {
      return new EventKey(EventKey.digest(hash, "upload", member, idempotencyKey.get()), 0);
    }
    return elements.isEmpty() ? null : EventKey.ofUpload(hash, member, elements.toString());
  }

  private SyncerUpload upload(
      @Nullable EventKey key, Fields payload, Fields instance, UUID member, SyncFold events)
      throws InvalidException {
    String flags = instance.raw("syncerFlags");
    return new SyncerUpload(
        key,
        events.oldest(),
        events.newest(),
        member,
        redaction.id(instance.text("instanceCreatorUID")),
        redaction.word("creator", instance.text("instanceCreator")),
        redaction.word("os", instance.text("os")),
        redaction.word("arch", instance.text("arch")),
        redaction.version(instance.text("syncerVersion")),
        redaction.setFlags(flags),
        redaction.controllers(flags),
        redaction.word("service_type", instance.text("vclusterServiceType")),
        version(instance.object("virtualKubernetesVersion")),
        version(instance.object("hostKubernetesVersion")),
        payload.integer("timeSinceLastUpload").orElse(0),
        events.syncs());
  }

  private String version(Fields version) throws InvalidException {
    return redaction.kubernetesVersion(version.text("gitVersion"));
  }

  private SyncFold fold(List<JsonNode> elements, List<Rejection> rejected) {
    SyncFold fold = new SyncFold();
    for (int i = 0; i < elements.size(); i++) {
      try {
        add(Fields.of(elements.get(i), redaction.fields("sync")), fold);
      } catch (InvalidException e) {
        rejected.add(new Rejection(i, e.path(), e.reason()));
      }
    }
    return fold;
  }

  private void add(Fields event, SyncFold fold) throws InvalidException {
    String group = redaction.group(event.text("group"));
    long time = event.requiredInteger("time");
    OptionalLong processing = event.integer("processingTime");
    SyncFold.Kind kind =
        new SyncFold.Kind(
            type(event.requiredText("type")),
            group,
            redaction.apiVersion(event.text("version")),
            redaction.kind(group, event.text("kind")),
            event.flag("success"),
            redaction.error(event.raw("errors")));
    event.report(unknown);
    fold.add(kind, time, processing);
  }

  private String type(String raw) {
    String type = redaction.word("event", raw);
    if (!type.equals(raw)) {
      unknown.seen("/events/type", "string");
    }
    return type;
  }
}
