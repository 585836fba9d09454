package vcluster.cli.inspect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import vcluster.usage.PlainText;

/**
 * A request as a person at a terminal reads it. All of it is taken from the body, so that it tells
 * no more and no less than the bytes do.
 */
record RequestText(JsonNode body) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The body of a request; without content if it is damaged. */
  static RequestText of(String body) {
    try {
      return new RequestText(MAPPER.readTree(body));
    } catch (JsonProcessingException e) {
      return new RequestText(MAPPER.missingNode());
    }
  }

  /** Who and what the first event is about, a line for each thing. */
  void printDetails(PrintStream out) {
    JsonNode entry = body.path("data").path(0);
    JsonNode event = entry.path("event");
    JsonNode own = properties(event);
    JsonNode user = properties(entry.path("user"));
    print(out, "Command", words(own));
    print(out, "Error", own.path("error").asText());
    print(out, "Time", Inspection.text(event.path("timestamp").asLong()));
    print(out, "Time zone", user.path("timezone").asText());
    print(out, "Version", own.path("version").asText());
    print(out, "System", user.path("os_name").asText() + ", " + user.path("os_arch").asText());
    print(out, "Machine", event.path("machine_id").asText());
    print(out, "User", event.path("platform_user_id").asText());
    print(out, "Platform", event.path("platform_instance_id").asText());
  }

  /** A line for each event. */
  void printEvents(PrintStream out) {
    for (JsonNode entry : body.path("data")) {
      JsonNode event = entry.path("event");
      JsonNode own = properties(event);
      String error = own.path("error").asText();
      String failure = error.isEmpty() ? "" : "  (error: " + error + ")";
      String time = Inspection.text(event.path("timestamp").asLong());
      out.println("  " + PlainText.of(time + "  " + words(own) + failure));
    }
  }

  /** The headers that our client sets. */
  static void printHead(PrintStream out, String indent, String url, List<String> headers) {
    List<String> lines = new ArrayList<>(List.of("POST " + url, "Content-Type: application/json"));
    lines.addAll(headers);
    lines.forEach(line -> out.println(indent + PlainText.of(line)));
  }

  private static void print(PrintStream out, String name, String value) {
    if (!value.isEmpty()) {
      out.println("%-11s %s".formatted(name, PlainText.of(value)));
    }
  }

  private static JsonNode properties(JsonNode part) {
    return of(part.path("properties").asText()).body();
  }

  private static String words(JsonNode properties) {
    List<String> words = new ArrayList<>();
    properties.path("command").forEach(word -> words.add(word.asText()));
    return String.join(" ", words);
  }
}
