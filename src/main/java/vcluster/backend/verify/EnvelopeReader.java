package vcluster.backend.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vcluster.backend.record.CliEvent;
import vcluster.backend.record.EventKey;
import vcluster.backend.record.Incoming;
import vcluster.backend.verify.Verdict.Rejection;
import vcluster.backend.verify.redact.KnownWords;
import vcluster.backend.verify.redact.KnownWords.RedactedCommand;
import vcluster.wire.Protocol;

/**
 * Reads the envelope {@code {"data":[...]}} and its CLI events (docs/protocol.md#the-cli-event):
 * each holds objects side by side, most of whose properties are JSON in strings.
 */
record EnvelopeReader(KnownWords redaction, UnknownFields unknown) {
  private static final String DISABLE = "vcluster telemetry disable";

  Verdict read(JsonNode body, Optional<String> idempotencyKey) {
    try {
      Fields envelope = Fields.of(body, "");
      envelope.require("data");
      List<JsonNode> elements = envelope.elements("data");
      envelope.report(unknown);
      if (elements.size() > Protocol.MAX_CLI_EVENTS) {
        throw new InvalidException("/data", "more than " + Protocol.MAX_CLI_EVENTS + " events");
      }
      return read(elements, idempotencyKey);
    } catch (InvalidException e) {
      return new Verdict.Malformed(e.path(), e.reason());
    }
  }

  private Verdict read(List<JsonNode> elements, Optional<String> idempotencyKey) {
    List<Incoming> incoming = new ArrayList<>(elements.size());
    List<Rejection> rejected = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      EventKey key = idempotencyKey.isEmpty() ? null : EventKey.of(idempotencyKey.get(), i);
      try {
        incoming.add(event(elements.get(i), key));
      } catch (InvalidException e) {
        rejected.add(new Rejection(i, e.path(), e.reason()));
      }
    }
    return new Verdict.Accepted(incoming, rejected);
  }

  private Incoming event(JsonNode element, @Nullable EventKey key) throws InvalidException {
    Fields entry = Fields.of(element, "");
    entry.require("event");
    Fields event = entry.object("event");
    String type = event.requiredText("type");
    Incoming incoming =
        type.equals("vcluster_cli")
            ? command(key, entry, event)
            : new InstanceReader(redaction, unknown).read(type, key, entry, event);
    entry.report(unknown);
    return incoming;
  }

  /** The original reports its own opt-out, and v0.18 all commands after it, without a machine. */
  private CliEvent command(@Nullable EventKey key, Fields entry, Fields event)
      throws InvalidException {
    event.require("properties");
    Fields properties = event.embedded("properties");
    properties.require("command");
    Fields user = entry.object("user");
    Fields machine = user.embedded("properties");
    // These repeat fields of the event.
    user.know("machine_id", "platform_instance_id", "platform_user_id", "timestamp");
    event.know("platform_instance_id", "platform_user_id");
    String version = redaction.version(properties.text("version"));
    RedactedCommand command = redaction.command(properties.raws("command"), version);
    String machineId = redaction.id(event.text("machine_id"));
    if (machineId.isEmpty() || command.words().startsWith(DISABLE)) {
      throw new InvalidException("", "opted out");
    }
    return new CliEvent(
        key,
        event.requiredInteger("timestamp"),
        machineId,
        version,
        command.words(),
        command.options(),
        redaction.error(properties.raw("error")),
        redaction.word("os", machine.text("os_name")),
        redaction.word("arch", machine.text("os_arch")),
        redaction.zone(machine.text("timezone")));
  }
}
