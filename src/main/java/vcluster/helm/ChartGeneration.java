package vcluster.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a chart understands of telemetry, by its version (docs/protocol.md#helm-values). */
public enum ChartGeneration {
  /** Before 0.15: nothing. */
  SILENT(0, 0),
  /** 0.15 to 0.16.3: {@code telemetry.disabled} is a string, and fails open on a boolean. */
  STRING(15, 0),
  /** 0.16.4 to 0.17: {@code telemetry.disabled} is a boolean, and fails open on a string. */
  BOOLEAN(16, 4),
  /** 0.18 and 0.19: the machine and the platform have fields of their own. */
  MACHINE(18, 0),
  /** 0.20 and later: {@code telemetry.enabled}; a schema refuses the older key. */
  ENABLED(20, 0);

  private final int minor;
  private final int patch;

  /** The first version is {@code 0.minor.patch}. */
  ChartGeneration(int minor, int patch) {
    this.minor = minor;
    this.patch = patch;
  }

  /** The generation of a chart; a pre-release counts as its release. */
  public static ChartGeneration of(ChartVersion version) {
    ChartGeneration found = SILENT;
    for (ChartGeneration generation : values()) {
      found = version.isBefore(generation.minor, generation.patch) ? found : generation;
    }
    return found;
  }

  /** The generation of a chart whose version is not known to be an older one. */
  public static ChartGeneration newest() {
    return values()[values().length - 1];
  }

  /** Whether a chart has telemetry that can be told anything. */
  public boolean hasTelemetry() {
    return this != SILENT;
  }

  /** Whether the original has helm create the namespace for a chart. */
  boolean createsNamespace() {
    return compareTo(ENABLED) >= 0;
  }

  /**
   * The helm values that pass the choice on; without members for a chart that has no telemetry.
   *
   * @param creator who creates the instance; empty if telemetry is to be off in it
   */
  public ObjectNode helmValues(Optional<Creator> creator) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    if (hasTelemetry()) {
      values.set("telemetry", creator.map(this::on).orElseGet(this::off));
    }
    return values;
  }

  /**
   * The opt-out as the last arguments of helm's command line, which win over all values.
   *
   * @param broken whether the user's values leave no mapping to set the opt-out in
   */
  List<String> optOut(boolean broken) {
    List<String> arguments = new ArrayList<>();
    if (broken && hasTelemetry()) {
      arguments.addAll(List.of("--set-json", "telemetry=" + off()));
    }
    for (Map.Entry<String, JsonNode> field : off().properties()) {
      arguments.add(field.getValue().isTextual() ? "--set-string" : "--set");
      arguments.add("telemetry." + field.getKey() + "=" + field.getValue().asText());
    }
    return arguments;
  }

  private ObjectNode off() {
    ObjectNode telemetry = JsonNodeFactory.instance.objectNode();
    return switch (this) {
      case SILENT -> telemetry;
      case STRING -> telemetry.put("disabled", "true");
      case BOOLEAN, MACHINE -> telemetry.put("disabled", true);
      case ENABLED -> telemetry.put("enabled", false);
    };
  }

  private ObjectNode on(Creator creator) {
    ObjectNode telemetry = JsonNodeFactory.instance.objectNode();
    return switch (this) {
      case SILENT -> telemetry;
      case STRING -> withUid(telemetry.put("disabled", "false"), creator);
      case BOOLEAN -> withUid(telemetry.put("disabled", false), creator);
      case MACHINE ->
          telemetry
              .put("disabled", false)
              .put("instanceCreator", Creator.NAME)
              .put("platformUserID", creator.platformUserId())
              .put("platformInstanceID", creator.platformInstanceId())
              .put("machineID", creator.machineId());
      case ENABLED ->
          telemetry.put("instanceCreator", Creator.NAME).put("machineID", creator.machineId());
    };
  }

  private static ObjectNode withUid(ObjectNode telemetry, Creator creator) {
    return telemetry
        .put("instanceCreator", Creator.NAME)
        .put("instanceCreatorUID", creator.instanceCreatorUid());
  }
}
