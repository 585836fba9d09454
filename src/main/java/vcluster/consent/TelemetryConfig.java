package vcluster.consent;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vcluster.wire.Protocol;

/**
 * The value of {@code VCLUSTER_TELEMETRY_CONFIG} (docs/protocol.md#the-cli-event); fields that it
 * does not name are empty strings.
 */
public record TelemetryConfig(
    boolean disabled,
    String instanceCreator,
    String instanceCreatorUid,
    String platformUserId,
    String platformInstanceId,
    String machineId) {
  /** Where the value is found in an environment. */
  public static final String VARIABLE = "VCLUSTER_TELEMETRY_CONFIG";

  /** How long a text may be, in bytes of UTF-8; our backend takes as many characters. */
  public static final int MAX_TEXT = Protocol.MAX_TEXT;

  private static final Set<String> TEXTS =
      Set.of(
          "instancecreator",
          "instancecreatoruid",
          "platformuserid",
          "platforminstanceid",
          "machineid");

  /** What the environment says; nothing where {@link Consent} is in doubt about it. */
  public static TelemetryConfig of(Map<String, String> environment) {
    return parse(environment.getOrDefault(VARIABLE, ""))
        .filter(config -> !config.isTooLong())
        .orElseGet(() -> new TelemetryConfig(false, "", "", "", "", ""));
  }

  /**
   * Reads the variable; empty if it is not one JSON object, or if a field that we know has a value
   * of another type. {@code disabled} may be a boolean or the string {@code "true"} or {@code
   * "false"}: generations of the original took the one or the other. Names match as in Go.
   */
  public static Optional<TelemetryConfig> parse(String json) {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Map<String, String> values = new HashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = GoNames.fold(parser.currentName());
        parser.nextToken();
        readValue(name, parser, values);
      }
      return parser.nextToken() == null ? Optional.of(ofValues(values)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether some text is longer than {@value #MAX_TEXT} bytes. */
  boolean isTooLong() {
    return Stream.of(
            instanceCreator, instanceCreatorUid, platformUserId, platformInstanceId, machineId)
        .anyMatch(text -> text.getBytes(StandardCharsets.UTF_8).length > MAX_TEXT);
  }

  private static TelemetryConfig ofValues(Map<String, String> values) {
    return new TelemetryConfig(
        values.getOrDefault("disabled", "").equals("true"),
        values.getOrDefault("instancecreator", ""),
        values.getOrDefault("instancecreatoruid", ""),
        values.getOrDefault("platformuserid", ""),
        values.getOrDefault("platforminstanceid", ""),
        values.getOrDefault("machineid", ""));
  }

  private static void readValue(String name, JsonParser parser, Map<String, String> values)
      throws IOException {
    JsonToken token = parser.currentToken();
    boolean flag = name.equals("disabled");
    if (!flag && !TEXTS.contains(name)) {
      parser.skipChildren();
    } else if (token == JsonToken.VALUE_STRING || (flag && token.isBoolean())) {
      String text = parser.getText();
      if (flag && !Set.of("true", "false", "").contains(text)) {
        throw new IOException("neither true nor false");
      }
      values.put(name, text);
    } else if (token != JsonToken.VALUE_NULL) {
      throw new IOException("of another type");
    }
  }
}
