package vcluster.outbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A batch as the content of its file. */
final class BatchJson {
  /** How {@link #write} begins. */
  private static final Pattern HEAD =
      Pattern.compile("\\{\"key\":\"[^\"]*\",\"events\":(\\d{1,9}),");

  private static final int MAX_HEAD = 200;

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

  /**
   * How many events it holds, 0 if it is not a whole batch. With a full outbox every command passes
   * here, and the JSON parser would cost it more than all else: it loads BigDecimal.
   */
  static int events(byte[] content) {
    int length = Math.min(content.length, MAX_HEAD);
    Matcher head = HEAD.matcher(new String(content, 0, length, StandardCharsets.ISO_8859_1));
    return head.lookingAt() && isEnded(content)
        ? Integer.parseInt(head.group(1))
        : read(content).map(Batch::events).orElse(0);
  }

  /**
   * Whether the text and the object end here; within the text a quote has a backslash before it.
   */
  private static boolean isEnded(byte[] content) {
    int end = content.length - 1;
    return content[end] == '}' && content[end - 1] == '"' && content[end - 2] != '\\';
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
