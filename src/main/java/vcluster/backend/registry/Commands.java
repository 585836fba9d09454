package vcluster.backend.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The commands of every release, the original's and ours, with their options. */
public final class Commands {
  /**
   * A word that may stand at its place in a command line.
   *
   * @param path the program and the words up to this one
   */
  public record Word(String path, Map<String, Word> next) {
    private Word(String path) {
      this(path, new HashMap<>());
    }

    /** The word that may follow; null if it is the name of something, or a mistake. */
    public @Nullable Word next(String word) {
      return next.get(word);
    }
  }

  /**
   * An option.
   *
   * @param name the long one, with its dashes
   * @param takesValue whether the word after it is its value, unless that is joined to it
   */
  public record Option(String name, boolean takesValue) {}

  /** The command that a path means, and the release since which it does. */
  private record Alias(String of, Optional<Release> since) {}

  private static final String PROGRAM = "vcluster";

  private final Word program = new Word(PROGRAM);
  private final Map<String, Alias> aliases = new HashMap<>();

  /** By the path of the command. */
  private final Map<String, Map<String, Option>> options = new HashMap<>();

  /** Those of all commands below a path. */
  private final Map<String, Map<String, Option>> below = new HashMap<>();

  private final Map<String, Option> global = new HashMap<>();

  Commands(Table commands, Table options, Table ours) {
    for (Table.Row row : commands.rows()) {
      add(row.get("command"));
      if (!row.is("alias_of", "")) {
        Alias alias = new Alias(row.get("alias_of"), Release.of(row.get("alias_since")));
        aliases.put(row.get("command"), alias);
      }
    }
    ours.where("kind", "command").forEach(row -> add(row.get("command")));
    ours.where("kind", "argument").forEach(row -> add(row.get("command") + ' ' + row.get("item")));
    options.rows().forEach(row -> addOption(row, "option"));
    ours.where("kind", "option").forEach(row -> addOption(row, "item"));
    options
        .where("scope", "global")
        .forEach(row -> put(global, option(row, "option"), row.get("short")));
  }

  private void add(String path) {
    List<String> words = List.of(path.split(" ", -1));
    Word at = program;
    for (String word : words.subList(1, words.size())) {
      String longer = at.path() + ' ' + word;
      at = at.next.computeIfAbsent(word, key -> new Word(longer));
    }
  }

  private void addOption(Table.Row row, String column) {
    Option option = option(row, column);
    String command = row.get("command");
    put(options.computeIfAbsent(command, key -> new HashMap<>()), option, row.get("short"));
    for (int end = command.length(); end > 0; end = command.lastIndexOf(' ', end - 1)) {
      String above = command.substring(0, end);
      below.computeIfAbsent(above, key -> new HashMap<>()).putIfAbsent(option.name(), option);
    }
  }

  private static Option option(Table.Row row, String column) {
    return new Option(row.get(column), row.is("takes_value", "yes"));
  }

  /** Where a letter had two meanings the later row is the newer one: {@code -f, --values}. */
  private static void put(Map<String, Option> options, Option option, String shortName) {
    options.put(option.name(), option);
    if (!shortName.isEmpty()) {
      options.put(shortName, option);
    }
  }

  /** The word that every command begins with. */
  public Word program() {
    return program;
  }

  /**
   * The path of the command that a word stands for in a version, which is another one if it is an
   * alias; a version that is unknown counts as new.
   */
  public String canonical(Word word, String version) {
    Alias alias = aliases.get(word.path());
    if (alias == null) {
      return word.path();
    }
    Optional<Release> release = Release.of(version);
    boolean older =
        release.isPresent() && alias.since.isPresent() && release.get().isBefore(alias.since.get());
    return older ? word.path() : alias.of;
  }

  /**
   * The option of a command, or of all commands, with this long or short name.
   *
   * @param command its canonical path
   * @param name dashes included
   */
  public Optional<Option> option(String command, String name) {
    Option own = options.getOrDefault(command, Map.of()).get(name);
    return Optional.ofNullable(own == null ? global.get(name) : own);
  }

  /** An option that a command has, or one below it: it may stand before the command's last word. */
  public Optional<Option> optionBelow(String command, String name) {
    return option(command, name)
        .or(() -> Optional.ofNullable(below.getOrDefault(command, Map.of()).get(name)));
  }
}
