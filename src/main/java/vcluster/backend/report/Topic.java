package vcluster.backend.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a report is about: the kinds of items that it lists (docs/backend-figures.md#items). */
public enum Topic {
  /** What may go, and what needs care. */
  DECIDE("command", "option", "flag", "controller", "helm"),
  COMMANDS("command"),
  OPTIONS("option"),
  FLAGS("flag"),
  CONTROLLERS("controller"),
  HELM("helm"),
  KUBERNETES("virtual", "host", "distro"),
  VERSIONS("cli_version", "syncer_version"),
  PLATFORMS("cli_platform", "zone", "syncer_platform", "service", "creator", "namespaces", "pods"),
  SYNCS("sync"),
  FAILURES("failure", "sync_failure", "error");

  /** With a blank between them. */
  private final String kinds;

  Topic(String... kinds) {
    this.kinds = String.join(" ", kinds);
  }

  /** The kinds of its items. */
  public List<String> kinds() {
    return List.of(kinds.split(" ", -1));
  }

  /** Whether its items have verdicts: the registry knows them. */
  public boolean isDecided() {
    return compareTo(HELM) <= 0;
  }

  /** As it is typed. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The words of all. */
  public static Stream<String> words() {
    return Arrays.stream(values()).map(Topic::word);
  }

  /** The topic that lists a kind of items and hardly any other. */
  public static Optional<Topic> withKind(String kind) {
    return Arrays.stream(values())
        .filter(topic -> topic.kinds().contains(kind))
        .min(Comparator.comparingInt(topic -> topic.kinds().size()));
  }

  /** The topic of a word. */
  public static Optional<Topic> of(String word) {
    return Arrays.stream(values()).filter(topic -> topic.word().equals(word)).findFirst();
  }
}
