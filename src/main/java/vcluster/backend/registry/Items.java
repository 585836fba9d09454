package vcluster.backend.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which items there are, and which releases tell when they are used. */
final class Items {
  /** Syncers that send their flags and controllers. */
  private static final Interval FLAGS = Interval.of("0.15.0", "0.18.0");

  /** Syncers that send helm values: those that the user set, then those in force. */
  private static final Interval SET_VALUES = Interval.of("0.18.0", "0.20.0");

  private static final Interval VALUES_IN_FORCE = Interval.of("0.20.0", "");

  /** The first releases whose command line reports anything. */
  private static final Interval COMMANDS = Interval.of("0.18.0", "");

  private final Map<List<String>, Item> items = new LinkedHashMap<>();
  private final Map<String, Optional<Interval>> sent = new HashMap<>();

  private Items() {}

  /** From the tables of the registry. */
  static List<Item> read() {
    Items items = new Items();
    items.commands();
    items.options();
    items.ours();
    items.flags();
    items.values();
    return List.copyOf(items.items.values());
  }

  /** Aliases are counted as what they stand for. */
  private void commands() {
    for (Table.Row row : Table.read("commands").where("alias_of", "")) {
      Optional<Interval> reported = Interval.parse(row.get("sends_event"));
      sent.put(row.get("command"), reported);
      add(row, "command", row.get("command"), false, without(reported, row));
    }
  }

  private void options() {
    for (Table.Row row : Table.read("options").rows()) {
      Optional<Interval> command =
          row.is("scope", "global")
              ? Optional.of(COMMANDS)
              : sent.getOrDefault(row.get("command"), Optional.empty());
      // Who asks for help runs nothing.
      Optional<Interval> reported =
          row.is("option", "--help") ? Optional.empty() : command.flatMap(exists(row)::and);
      add(
          row,
          "option",
          row.get("command") + ' ' + row.get("option"),
          false,
          without(reported, row));
    }
  }

  private void ours() {
    for (Table.Row row : Table.read("ours").rows()) {
      if (row.is("kind", "command")) {
        add(row, "command", row.get("command"), false, List.of());
      } else if (row.is("kind", "option")) {
        add(row, "option", row.get("command") + ' ' + row.get("item"), false, List.of());
      }
    }
    for (Table.Row row : Table.read("recorded").rows()) {
      boolean command = row.is("option", "");
      String name = command ? row.get("command") : row.get("command") + ' ' + row.get("option");
      add(row, command ? "command" : "option", name, false, List.of(Interval.OF_OURS));
    }
  }

  private void flags() {
    for (Table.Row row : Table.read("syncer-flags").where("command", "start")) {
      add(
          row,
          "flag",
          row.get("flag").substring("--".length()),
          false,
          without(exists(row).and(FLAGS), row));
    }
    for (Table.Row row : Table.read("controllers").rows()) {
      List<Interval> reported = without(exists(row).and(FLAGS), row);
      add(row, "controller", row.get("controller"), false, reported);
      // Named to be switched off.
      add(row, "controller", '-' + row.get("controller"), false, reported);
    }
  }

  /** What is in force says only of some keys that somebody wanted it so. */
  private void values() {
    for (Table.Row row : Table.read("values").rows()) {
      boolean chosen = row.is("generation", "charts");
      boolean always = row.is("in_report", "always") || row.is("in_report", "yes");
      Interval sending = chosen ? SET_VALUES : VALUES_IN_FORCE;
      List<Interval> reported = always ? List.of() : without(exists(row).and(sending), row);
      add(row, "helm", row.get("path"), always, reported);
    }
  }

  private static Interval exists(Table.Row row) {
    return Interval.of(row.get("since"), row.get("until"));
  }

  private static List<Interval> without(Optional<Interval> interval, Table.Row row) {
    return interval.map(some -> some.without(row.get("gaps"))).orElse(List.of());
  }

  /** What has several rows is reported by the releases of each; the last row tells the rest. */
  private void add(
      Table.Row row, String kind, String name, boolean ignored, List<Interval> reported) {
    Item item =
        new Item(
            kind,
            name,
            ignored,
            List.copyOf(reported),
            row.find("since"),
            row.find("until"),
            row.find("deprecated"),
            row.find("replacement"));
    items.merge(List.of(kind, name), item, Items::together);
  }

  private static Item together(Item one, Item other) {
    List<Interval> both = new ArrayList<>(one.reported());
    both.addAll(other.reported());
    boolean known = !other.since().isEmpty();
    return new Item(
        one.kind(),
        one.name(),
        one.ignored() && other.ignored(),
        both.stream().distinct().toList(),
        one.since().isEmpty() ? other.since() : one.since(),
        known ? other.until() : one.until(),
        known ? other.deprecated() : one.deprecated(),
        known ? other.replacement() : one.replacement());
  }
}
