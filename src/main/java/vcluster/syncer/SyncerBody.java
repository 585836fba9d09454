package vcluster.syncer;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import vcluster.wire.GoJson;

/** Writes the body of an upload as the original does (docs/protocol.md#the-syncer-payload). */
final class SyncerBody {
  /** The wire's name for the API group without a name. */
  private static final String CORE = "core";

  private final GoJson json = new GoJson();
  private final SyncerIdentity identity;
  private final String token;

  SyncerBody(SyncerIdentity identity, String token) {
    this.identity = identity;
    this.token = token;
  }

  /**
   * Writes one body, to be sent as UTF-8.
   *
   * @param sinceLast milliseconds since the previous attempt; empty on the first
   */
  String of(ClusterFacts facts, List<SyncerEvent> events, OptionalLong sinceLast) {
    return json.object(
        out -> {
          writeProperties(out, facts);
          if (!events.isEmpty()) {
            out.writeArrayFieldStart("events");
            for (SyncerEvent event : events) {
              writeEvent(out, event);
            }
            out.writeEndArray();
          }
          if (sinceLast.isPresent()) {
            out.writeNumberField("timeSinceLastUpload", sinceLast.getAsLong());
          }
          text(out, "token", token);
        });
  }

  private void writeProperties(JsonGenerator out, ClusterFacts facts) throws IOException {
    out.writeObjectFieldStart("instanceProperties");
    text(out, "uid", facts.uid());
    text(out, "instanceCreator", identity.creator());
    text(out, "instanceCreatorUID", identity.creatorUid());
    text(out, "arch", identity.arch());
    text(out, "os", identity.os());
    text(out, "syncerVersion", identity.version());
    text(out, "syncerFlags", facts.flags());
    text(out, "vclusterServiceType", facts.serviceType());
    version(out, "virtualKubernetesVersion", facts.virtualVersion());
    version(out, "hostKubernetesVersion", facts.hostVersion());
    out.writeEndObject();
  }

  private static void version(JsonGenerator out, String field, Optional<ClusterFacts.Version> known)
      throws IOException {
    if (known.isEmpty()) {
      return;
    }
    ClusterFacts.Version version = known.get();
    out.writeObjectFieldStart(field);
    out.writeStringField("major", version.major());
    out.writeStringField("minor", version.minor());
    out.writeStringField("gitVersion", version.gitVersion());
    out.writeEndObject();
  }

  private static void writeEvent(JsonGenerator out, SyncerEvent event) throws IOException {
    out.writeStartObject();
    out.writeStringField("type", event.type().wireName());
    number(out, "time", event.timeMicros());
    if (event.success()) {
      out.writeBooleanField("success", true);
    }
    number(out, "processingTime", event.processingMillis());
    text(out, "errors", event.reason());
    if (!event.gvk().equals(Gvk.NONE)) {
      text(out, "group", event.gvk().group().isEmpty() ? CORE : event.gvk().group());
      text(out, "version", event.gvk().version());
      text(out, "kind", event.gvk().kind());
    }
    out.writeEndObject();
  }

  private static void text(JsonGenerator out, String field, String value) throws IOException {
    if (!value.isEmpty()) {
      out.writeStringField(field, value);
    }
  }

  private static void number(JsonGenerator out, String field, long value) throws IOException {
    if (value != 0) {
      out.writeNumberField(field, value);
    }
  }
}
