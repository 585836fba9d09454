package vcluster.backend.registry;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What exists in the releases of the original and in ours, from the tables in the program's jar
 * (docs/backend-registry.md). What is not in it may be anybody's text.
 */
public final class Registry {
  /**
   * A class of errors.
   *
   * @param name empty for phrases that say nothing, which are to be left out first
   * @param pattern found in the texts of these errors
   */
  public record ErrorClass(String name, Pattern pattern) {}

  private final Commands commands;
  private final HelmValues helmValues;
  private final List<ErrorClass> errors;
  private final List<Pattern> versionSuffixes;
  private final Map<String, String> distros = new HashMap<>();

  private final Map<String, Field> fields = new HashMap<>();

  /** By their kind. */
  private final Map<String, Set<String>> words = new HashMap<>();

  /** The kinds of each API group. */
  private final Map<String, Set<String>> resources = new HashMap<>();

  /**
   * Reads the tables.
   *
   * @throws IllegalStateException if one is missing or broken
   */
  public Registry() {
    commands = new Commands(Table.read("commands"), Table.read("options"), Table.read("ours"));
    helmValues = new HelmValues(Table.read("values"), Table.read("k8s-fields"));
    errors =
        Table.read("errors").rows().stream()
            .map(row -> new ErrorClass(row.get("class"), pattern(row)))
            .toList();
    versionSuffixes =
        Table.read("version-suffixes").rows().stream().map(Registry::pattern).toList();
    Table kept = Table.read("fields");
    for (Table.Row row : kept.rows()) {
      fields.computeIfAbsent(row.get("kind"), kind -> Field.of(kept.where("kind", kind)));
    }
    readWords();
    for (Table.Row row : Table.read("distros").rows()) {
      distros.put(row.get("distro"), row.get("distro"));
      distros.put(row.get("name_in_reports_0.18_to_0.19"), row.get("distro"));
    }
    Table.read("resources")
        .rows()
        .forEach(row -> add(resources, row.get("group"), row.get("kind")));
  }

  private void readWords() {
    Table.read("words").rows().forEach(row -> add(words, row.get("kind"), row.get("word")));
    Table.read("events").rows().forEach(row -> add(words, row.get("kind"), row.get("name")));
    Table.read("zones").rows().forEach(row -> add(words, "zone", row.get("abbreviation")));
    for (Table.Row row : Table.read("controllers").rows()) {
      add(words, "controller", row.get("controller"));
    }
    for (Table.Row row : Table.read("syncer-flags").where("command", "start")) {
      add(words, "flag", row.get("flag").substring("--".length()));
    }
  }

  private static void add(Map<String, Set<String>> sets, String key, String member) {
    sets.computeIfAbsent(key, any -> new HashSet<>()).add(member);
  }

  private static Pattern pattern(Table.Row row) {
    return Pattern.compile(row.get("pattern"), Pattern.CASE_INSENSITIVE);
  }

  /**
   * The fields that clients send, and what becomes of them.
   *
   * @param kind {@code envelope}, {@code cli}, {@code instance}, {@code upload} or {@code sync}
   */
  public Field fields(String kind) {
    Field root = fields.get(kind);
    if (root == null) {
      throw new IllegalArgumentException("no fields of " + kind);
    }
    return root;
  }

  /** What reports list. */
  public static List<Item> items() {
    return Items.read();
  }

  /** When releases were made. */
  public static ReleaseDates releaseDates() {
    return new ReleaseDates(Table.read("releases"));
  }

  /** The commands with their options. */
  public Commands commands() {
    return commands;
  }

  /** The paths of helm values. */
  public HelmValues helmValues() {
    return helmValues;
  }

  /** The classes of errors; the first that fits an error is its own. */
  public List<ErrorClass> errors() {
    return errors;
  }

  /** What distributions of Kubernetes add to its versions. */
  public List<Pattern> versionSuffixes() {
    return versionSuffixes;
  }

  /**
   * Whether a word is one of its kind.
   *
   * @param kind {@code os}, {@code arch}, {@code zone}, {@code creator}, {@code service_type},
   *     {@code controller}, {@code flag} (of a syncer, without dashes), {@code event} or {@code
   *     severity}
   */
  public boolean has(String kind, String word) {
    return words.getOrDefault(kind, Set.of()).contains(word);
  }

  /** The distribution that a syncer or a chart calls by this name. */
  public Optional<String> distro(String name) {
    return Optional.ofNullable(distros.get(name));
  }

  /** Whether Kubernetes or vCluster define this API group; {@code core} is the one without name. */
  public boolean hasGroup(String group) {
    return resources.containsKey(group);
  }

  /** Whether a group defines this kind. */
  public boolean hasKind(String group, String kind) {
    return resources.getOrDefault(group, Set.of()).contains(kind);
  }
}
