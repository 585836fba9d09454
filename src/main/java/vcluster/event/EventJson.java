package vcluster.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An event as one line of JSON, the form in which it waits on disk. */
public final class EventJson {
  private EventJson() {}

  /** Writes the event, without a line end. */
  public static String write(Event event) {
    StringBuilder out = new StringBuilder(160);
    out.append("{\"time\":").append(event.time());
    appendText(out.append(",\"version\":"), event.version());
    out.append(",\"command\":[");
    String separator = "";
    for (String word : event.command()) {
      appendText(out.append(separator), word);
      separator = ",";
    }
    out.append(']');
    if (event.error() != null) {
      appendText(out.append(",\"error\":"), event.error().word());
    }
    appendText(out.append(",\"zone\":"), event.zone());
    return out.append('}').toString();
  }

  /**
   * In ASCII a line has as many bytes as characters, and the outbox counts bytes. Jackson's
   * generator would be more than half of what recording a command costs.
   */
  private static void appendText(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        out.append("\\u").append(HexFormat.of().toHexDigits(c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  /** Whether a line that {@link #write} may have begun was also ended, found without reading it. */
  public static boolean isWhole(String line) {
    return line.startsWith("{\"time\":") && line.endsWith("}");
  }

  /** Reads one line; empty if it is not a whole event, as after a crash in the middle of it. */
  public static Optional<Event> read(String line) {
    try (JsonParser json = new JsonFactory().createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Fields fields = new Fields();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        fields.read(json.currentName(), json);
      }
      return json.nextToken() == null ? fields.event() : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static final class Fields {
    private long time = Long.MIN_VALUE;
    private @Nullable String version;
    private @Nullable String zone;
    private @Nullable Failure error;
    private final List<String> command = new ArrayList<>();

    void read(String name, JsonParser json) throws IOException {
      JsonToken token = json.nextToken();
      switch (name) {
        case "time" -> time = json.getLongValue();
        case "version" -> version = text(json, token);
        case "zone" -> zone = text(json, token);
        case "error" -> error = failure(text(json, token));
        case "command" -> readCommand(json, token);
        default -> json.skipChildren();
      }
    }

    private static String text(JsonParser json, JsonToken token) throws IOException {
      if (token != JsonToken.VALUE_STRING) {
        throw new IOException("not a string");
      }
      return json.getText();
    }

    private void readCommand(JsonParser json, JsonToken token) throws IOException {
      if (token != JsonToken.START_ARRAY) {
        throw new IOException("not an array");
      }
      while (json.nextToken() == JsonToken.VALUE_STRING) {
        command.add(json.getText());
      }
    }

    private static Failure failure(String word) throws IOException {
      for (Failure failure : Failure.values()) {
        if (failure.name().toLowerCase(Locale.ROOT).equals(word)) {
          return failure;
        }
      }
      throw new IOException("not a failure");
    }

    Optional<Event> event() {
      if (time == Long.MIN_VALUE || version == null || zone == null || command.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(new Event(time, version, command, error, zone));
    }
  }
}
