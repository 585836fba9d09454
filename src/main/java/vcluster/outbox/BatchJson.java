package vcluster.outbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/** A batch as the content of its file. */
final class BatchJson {
  private BatchJson() {}

  static byte[] write(Batch batch) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(batch.body().length() * 5 / 4 + 100);
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("key", batch.key());
      json.writeNumberField("events", batch.events());
      json.writeNumberField("oldest", batch.oldest());
      json.writeStringField("body", batch.body());
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  /** Reads it; empty if it is not a whole batch, as after a power failure. */
  static Optional<Batch> read(byte[] content) {
    String key = "";
    String body = "";
    int events = 0;
    long oldest = 0;
    try (JsonParser json = new JsonFactory().createParser(content)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "key" -> key = json.getText();
          case "events" -> events = json.getIntValue();
          case "oldest" -> oldest = json.getLongValue();
          case "body" -> body = json.getText();
          default -> json.skipChildren();
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    boolean whole = !key.isEmpty() && !body.isEmpty() && events > 0;
    return whole ? Optional.of(new Batch(key, events, oldest, body)) : Optional.empty();
  }
}
