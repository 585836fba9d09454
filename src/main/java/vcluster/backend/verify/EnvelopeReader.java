package vcluster.backend.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vcluster.backend.record.EventKey;
import vcluster.backend.record.Incoming;
import vcluster.wire.Protocol;

/** The envelope of events, {@code {"data":[...]}}: docs/protocol.md#the-cli-event. */
final class EnvelopeReader {
  private static final int MAX_EVENTS = Protocol.MAX_CLI_EVENTS;

  private final EventReader reader;
  private final UnknownFields strangers;

  EnvelopeReader(Redaction redaction, UnknownFields strangers) {
    this.reader = new EventReader(redaction, strangers);
    this.strangers = strangers;
  }

  Verdict read(JsonNode body, Optional<String> idempotencyKey) {
    try {
      Fields envelope = Fields.of(body, "");
      envelope.require("data");
      List<JsonNode> elements = envelope.elements("data");
      envelope.report(strangers);
      if (elements.size() > MAX_EVENTS) {
        throw new InvalidException("/data", "more than " + MAX_EVENTS + " events");
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
        incoming.add(reader.read(elements.get(i), key));
      } catch (InvalidException e) {
        rejected.add(new Rejection(i, e.path(), e.reason()));
      }
    }
    return new Verdict.Sound(incoming, rejected);
  }
}
