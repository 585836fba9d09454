package vcluster.consent;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import vcluster.wire.Protocol;

/**
 * What {@code VCLUSTER_TELEMETRY_CONFIG} says (docs/protocol.md#the-cli-event); texts that it does
 * not name are empty, and all are where it can't be trusted.
 *
 * @param setting what it says of telemetry
 */
public record TelemetryConfig(
    Setting setting,
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

  /**
   * Reads the variable. It is unusable if it is not one JSON object, or if a field that we know has
   * a value of another type or a text that is too long. {@code disabled} may be a boolean or the
   * string {@code "true"} or {@code "false"}: generations of the original took the one or the
   * other. Names match as in Go.
   */
  public static TelemetryConfig of(Map<String, String> environment) {
    String json = environment.get(VARIABLE);
    if (json == null || json.isEmpty()) {
      return new TelemetryConfig(new Setting.Absent(json != null), Map.of());
    }
    Map<String, String> values = new HashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      read(parser, values);
    } catch (IOException e) {
      return new TelemetryConfig(new Setting.Unusable("can't be parsed"), Map.of());
    }
    boolean disabled = values.getOrDefault("disabled", "").equals("true");
    if (values.values().stream().noneMatch(TelemetryConfig::isTooLong)) {
      return new TelemetryConfig(new Setting.Disabled(disabled), values);
    }
    // A definite off is one whatever else is wrong.
    Setting setting =
        disabled
            ? new Setting.Disabled(true)
            : new Setting.Unusable("has a value longer than " + MAX_TEXT + " bytes");
    return new TelemetryConfig(setting, Map.of());
  }

  private TelemetryConfig(Setting setting, Map<String, String> values) {
    this(
        setting,
        values.getOrDefault("instancecreator", ""),
        values.getOrDefault("instancecreatoruid", ""),
        values.getOrDefault("platformuserid", ""),
        values.getOrDefault("platforminstanceid", ""),
        values.getOrDefault("machineid", ""));
  }

  private static boolean isTooLong(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length > MAX_TEXT;
  }

  private static void read(JsonParser parser, Map<String, String> values) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("not an object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = GoNames.fold(parser.currentName());
      parser.nextToken();
      readValue(name, parser, values);
    }
    if (parser.nextToken() != null) {
      throw new IOException("more than one value");
    }
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
