package vcluster.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import vcluster.event.Event;

/**
 * The request that carries CLI events, byte for byte as the original's
 * (docs/protocol.md#the-cli-event).
 */
public record CliRequest(Identity identity) {
  private static final String TYPE = "vcluster_cli";
  private static final GoJson JSON = new GoJson();

  /** The body, to be sent as UTF-8: compact, keys sorted, one entry for each event. */
  public String body(List<Event> events) {
    return JSON.object(
        out -> {
          out.writeArrayFieldStart("data");
          for (Event event : events) {
            writeEntry(out, event);
          }
          out.writeEndArray();
        });
  }

  private void writeEntry(JsonGenerator out, Event event) throws IOException {
    out.writeStartObject();
    out.writeObjectFieldStart("event");
    writeMembers(out, event, eventProperties(event));
    out.writeStringField("type", TYPE);
    out.writeEndObject();
    out.writeObjectFieldStart("user");
    writeMembers(out, event, userProperties(event));
    out.writeEndObject();
    out.writeEndObject();
  }

  private void writeMembers(JsonGenerator out, Event event, String properties) throws IOException {
    out.writeStringField("machine_id", identity.machineId());
    out.writeStringField("platform_instance_id", identity.platformInstanceId());
    out.writeStringField("platform_user_id", identity.platformUserId());
    out.writeStringField("properties", properties);
    out.writeNumberField("timestamp", event.time());
  }

  private String eventProperties(Event event) {
    return JSON.object(
        out -> {
          out.writeArrayFieldStart("command");
          for (String word : event.command()) {
            out.writeString(word);
          }
          out.writeEndArray();
          if (event.error() != null) {
            out.writeStringField("error", event.error().word());
          }
          out.writeStringField("version", event.version());
        });
  }

  private String userProperties(Event event) {
    return JSON.object(
        out -> {
          out.writeStringField("os_arch", identity.osArch());
          out.writeStringField("os_name", identity.osName());
          out.writeStringField("timezone", event.zone());
        });
  }
}
