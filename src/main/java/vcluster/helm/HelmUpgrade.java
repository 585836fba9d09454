package vcluster.helm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vcluster.event.CommandException;
import vcluster.files.ShellWords;

/**
 * One {@code helm upgrade}, in the argument order of the original (docs/protocol.md#helm-values).
 *
 * @param name the instance's, which {@link InstanceName} has passed
 * @param creator who creates the instance; empty if telemetry is to be off in it
 * @param valuesFiles the user's own values files
 * @param sets the user's own settings, {@code key=value} each
 */
public record HelmUpgrade(
    String name,
    Chart chart,
    boolean createNamespace,
    Cluster cluster,
    String namespace,
    Optional<Creator> creator,
    ValuesFiles valuesFiles,
    List<String> sets,
    boolean debug) {
  private static final String END = "EOF";

  public HelmUpgrade {
    sets = List.copyOf(sets);
  }

  /**
   * What to tell helm to make the release.
   *
   * @param scratch takes the values that pass the choice on, and copies of pipes
   * @throws CommandException if a temporary file can't be written
   */
  public List<String> arguments(Scratch scratch) throws CommandException {
    byte[] own = values().getBytes(StandardCharsets.UTF_8);
    return arguments(scratch.file(own), valuesFiles.arguments(scratch));
  }

  /** What to ask helm for the release as it is. */
  public List<String> statusArguments() {
    List<String> arguments = new ArrayList<>(List.of("status", name));
    arguments.addAll(target());
    return arguments;
  }

  /**
   * The helm command with its values, as a script for a POSIX shell.
   *
   * @param helm how the script calls helm
   */
  public String script(String helm) throws CommandException {
    // A values file of the user's may take helm's standard input.
    boolean taken = valuesFiles.named().contains("-");
    List<String> words = new ArrayList<>(List.of(helm));
    words.addAll(arguments(taken ? "/dev/fd/3" : "-", valuesFiles.arguments(null)));
    String here = (taken ? " 3" : " ") + "<<'" + END + "'\n";
    return ShellWords.join(words) + here + values() + END + "\n";
  }

  /** The values that pass the choice on. */
  String values() {
    return Yaml.write(chart.generation().helmValues(creator));
  }

  /**
   * What to tell helm.
   *
   * @param own where helm finds {@link #values}, in the form that its option takes
   * @param given the user's values files, in the form that helm's option takes
   */
  List<String> arguments(String own, List<String> given) {
    List<String> arguments = new ArrayList<>(List.of("upgrade", name));
    arguments.addAll(chart.arguments());
    if (createNamespace && chart.generation().createsNamespace()) {
      arguments.add("--create-namespace");
    }
    arguments.addAll(target());
    // No file has this name, so helm 3 and 4 do not look into the user's own repositories.
    arguments.addAll(List.of("--install", "--repository-config=", "--values", own));
    given.forEach(file -> arguments.addAll(List.of("--values", file)));
    sets.forEach(set -> arguments.addAll(List.of("--set", set)));
    if (debug) {
      arguments.add("--debug");
    }
    if (creator.isEmpty()) {
      // Last, so that the user's own values can't overrule it.
      arguments.addAll(chart.generation().optOut(valuesFiles.breakTelemetry()));
    }
    return arguments;
  }

  private List<String> target() {
    List<String> arguments = new ArrayList<>(cluster.arguments());
    arguments.addAll(List.of("--namespace", namespace));
    return arguments;
  }
}
