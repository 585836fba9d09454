package vcluster.backend.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vcluster.backend.record.CliEvent;
import vcluster.backend.record.EventKey;
import vcluster.backend.record.Incoming;

/** One element of the envelope: objects side by side, most of what they say as JSON in strings. */
final class EventReader {
  private final Redaction redaction;
  private final UnknownFields strangers;

  EventReader(Redaction redaction, UnknownFields strangers) {
    this.redaction = redaction;
    this.strangers = strangers;
  }

  Incoming read(JsonNode element, @Nullable EventKey key) throws InvalidException {
    Fields entry = Fields.of(element, "");
    entry.require("event");
    Fields event = entry.object("event");
    List<Fields> read = new ArrayList<>(List.of(entry, event));
    String type = event.requiredText("type");
    Incoming incoming =
        type.equals("vcluster_cli")
            ? command(key, entry, event, read)
            : new InstanceReader(redaction, strangers).read(type, key, entry, event, read);
    read.forEach(fields -> fields.report(strangers));
    return incoming;
  }

  private CliEvent command(@Nullable EventKey key, Fields entry, Fields event, List<Fields> read)
      throws InvalidException {
    event.require("properties");
    Fields said = event.embedded("properties");
    said.require("command");
    Fields user = entry.object("user");
    Fields machine = user.embedded("properties");
    read.addAll(List.of(said, user, machine));
    // The same again as in the event.
    user.know("machine_id", "platform_instance_id", "platform_user_id", "timestamp");
    RedactedCommand command = redaction.command(said.raws("command"));
    return new CliEvent(
        key,
        event.requiredInteger("timestamp"),
        redaction.id(event.text("machine_id")),
        redaction.id(event.text("platform_user_id")),
        redaction.id(event.text("platform_instance_id")),
        redaction.name(said.text("version")),
        command.words(),
        command.options(),
        redaction.error(said.raw("error")),
        redaction.name(machine.text("os_name")),
        redaction.name(machine.text("os_arch")),
        redaction.name(machine.text("timezone")));
  }
}
