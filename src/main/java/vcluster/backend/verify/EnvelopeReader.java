package vcluster.backend.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vcluster.backend.record.CliEvent;
import vcluster.backend.record.EventKey;
import vcluster.backend.record.Incoming;
import vcluster.backend.record.KeyedHash;
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
      Fields envelope = Fields.of(body, redaction.fields("envelope"));
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
    Keys keys = new Keys(redaction.hash(), idempotencyKey, new HashMap<>());
    for (int i = 0; i < elements.size(); i++) {
      try {
        incoming.add(event(elements.get(i), keys, i));
      } catch (InvalidException e) {
        rejected.add(new Rejection(i, e.path(), e.reason()));
      }
    }
    return new Verdict.Accepted(incoming, rejected);
  }

  /** What tells the events of a request apart; most of them have one member. */
  record Keys(KeyedHash hash, Optional<String> idempotencyKey, Map<UUID, UUID> digests) {
    /** The key of the event at {@code index}; null if the request has none. */
    @Nullable EventKey of(UUID member, int index) {
      if (idempotencyKey.isEmpty()) {
        return null;
      }
      UUID digest =
          digests.computeIfAbsent(
              member, id -> EventKey.digest(hash, "event", id, idempotencyKey.get()));
      return new EventKey(digest, index);
    }
  }

  private Incoming event(JsonNode element, Keys keys, int index) throws InvalidException {
    boolean isCommand = element.path("event").path("type").asText().equals("vcluster_cli");
    Fields entry = Fields.of(element, redaction.fields(isCommand ? "cli" : "instance"));
    entry.require("event");
    Fields event = entry.object("event");
    String type = event.requiredText("type");
    Incoming incoming =
        isCommand
            ? command(keys, index, entry, event)
            : new InstanceReader(redaction, unknown).read(type, keys, index, entry, event);
    entry.report(unknown);
    return incoming;
  }

  /** The original reports its own opt-out, and v0.18 all commands after it, without a machine. */
  private CliEvent command(Keys keys, int index, Fields entry, Fields event)
      throws InvalidException {
    event.require("properties");
    Fields properties = event.embedded("properties");
    properties.require("command");
    Fields user = entry.object("user");
    Fields machine = user.embedded("properties");
    String version = redaction.version(properties.text("version"));
    RedactedCommand command = redaction.command(properties.raws("command"), version);
    UUID member = redaction.id(event.text("machine_id"));
    if (member == null || command.words().startsWith(DISABLE)) {
      throw new InvalidException("", "opted out");
    }
    return new CliEvent(
        keys.of(member, index),
        event.requiredSeconds("timestamp"),
        member,
        version,
        command.words(),
        command.options(),
        redaction.error(properties.raw("error")),
        redaction.word("os", machine.text("os_name")),
        redaction.word("arch", machine.text("os_arch")),
        redaction.zone(machine.text("timezone")));
  }
}
