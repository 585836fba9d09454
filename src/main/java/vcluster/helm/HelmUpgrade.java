package vcluster.helm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One {@code helm upgrade}, in the argument order of the original (docs/protocol.md#helm-values).
 *
 * @param name the instance's, which {@link ReleaseName} has passed
 * @param creator who creates the instance; empty if telemetry is to be off in it
 */
public record HelmUpgrade(
    String name,
    Chart chart,
    boolean createNamespace,
    Cluster cluster,
    String namespace,
    Optional<Creator> creator,
    boolean debug) {

  /** The values that carry the choice. */
  public String values() {
    return Yaml.write(TelemetryValues.of(chart.generation(), creator));
  }

  /**
   * What to tell helm.
   *
   * @param own where helm finds {@link #values}, in the form that its option takes
   * @param given the values files that the user gave, in the form that helm's option takes
   * @param sets the user's own settings, {@code key=value} each
   * @param broken whether a values file leaves no mapping to set the opt-out in
   */
  public List<String> arguments(String own, List<String> given, List<String> sets, boolean broken) {
    List<String> arguments = new ArrayList<>(List.of("upgrade", name));
    arguments.addAll(chart.arguments());
    if (createNamespace && chart.generation() == ChartGeneration.ENABLED) {
      arguments.add("--create-namespace");
    }
    arguments.addAll(target());
    // The quotes are part of the argument: a file of that name is what keeps the user's own
    // repositories out of it.
    arguments.addAll(List.of("--install", "--repository-config=''", "--values", own));
    given.forEach(file -> arguments.addAll(List.of("--values", file)));
    sets.forEach(set -> arguments.addAll(List.of("--set", set)));
    if (debug) {
      arguments.add("--debug");
    }
    if (creator.isEmpty()) {
      arguments.addAll(optOut(broken));
    }
    return arguments;
  }

  /** What to ask helm for the release as it is. */
  public List<String> statusArguments() {
    List<String> arguments = new ArrayList<>(List.of("status", name));
    arguments.addAll(target());
    return arguments;
  }

  private List<String> target() {
    List<String> arguments = new ArrayList<>(cluster.arguments());
    arguments.addAll(List.of("--namespace", namespace));
    return arguments;
  }

  /** Last, and so beyond the reach of the user's own values. */
  private List<String> optOut(boolean broken) {
    List<String> arguments = new ArrayList<>();
    if (broken && chart.generation() != ChartGeneration.SILENT) {
      String off = TelemetryValues.of(chart.generation(), creator).get("telemetry").toString();
      arguments.addAll(List.of("--set-json", "telemetry=" + off));
    }
    arguments.addAll(chart.generation().optOut());
    return arguments;
  }
}
