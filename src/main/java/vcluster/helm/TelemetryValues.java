package vcluster.helm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The helm values that carry the choice, in the form that the chart understands. */
public final class TelemetryValues {
  private TelemetryValues() {}

  /**
   * The values for a chart; no members at all where it has nothing to understand them with.
   *
   * @param creator who creates the instance; empty if telemetry is to be off in it
   */
  public static ObjectNode of(ChartGeneration generation, Optional<Creator> creator) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    if (generation != ChartGeneration.SILENT) {
      ObjectNode telemetry = values.putObject("telemetry");
      creator.ifPresentOrElse(
          who -> sayOn(generation, who, telemetry), () -> sayOff(generation, telemetry));
    }
    return values;
  }

  private static void sayOff(ChartGeneration generation, ObjectNode telemetry) {
    switch (generation) {
      case SILENT -> {}
      case STRING -> telemetry.put("disabled", "true");
      case BOOLEAN, MACHINE -> telemetry.put("disabled", true);
      case ENABLED -> telemetry.put("enabled", false);
    }
  }

  private static void sayOn(ChartGeneration generation, Creator creator, ObjectNode telemetry) {
    switch (generation) {
      case SILENT -> {}
      case STRING -> addCreator(creator, telemetry.put("disabled", "false"));
      case BOOLEAN -> addCreator(creator, telemetry.put("disabled", false));
      case MACHINE ->
          telemetry
              .put("disabled", false)
              .put("instanceCreator", Creator.NAME)
              .put("platformUserID", creator.platformUserId())
              .put("platformInstanceID", creator.platformInstanceId())
              .put("machineID", creator.machineId());
      case ENABLED ->
          telemetry.put("instanceCreator", Creator.NAME).put("machineID", creator.machineId());
    }
  }

  private static void addCreator(Creator creator, ObjectNode telemetry) {
    telemetry
        .put("instanceCreator", Creator.NAME)
        .put("instanceCreatorUID", creator.instanceCreatorUid());
  }
}
