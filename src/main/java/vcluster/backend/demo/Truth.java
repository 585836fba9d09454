package vcluster.backend.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many had a planted thing in some days, by the books of the generator, of all that arrived.
 *
 * @param from the first day (UTC) on which it counts
 * @param to the last one, included
 * @param established members that had it, and sent something on two days of the last 90 at least
 * @param once members that had it, and sent something on one day alone
 * @param events how often it was seen; of failures how often it failed
 */
public record Truth(
    Planted planted, LocalDate from, LocalDate to, long established, long once, long events) {
  private static final List<String> COLUMNS =
      List.of(
          "name",
          "population",
          "kind",
          "item",
          "from",
          "to",
          "established",
          "once",
          "events",
          "says");

  /** A table: a line of names and one for each truth, their cells separated by tabs. */
  public static String table(List<Truth> truths) {
    return Stream.concat(Stream.of(COLUMNS), truths.stream().map(Truth::cells))
        .map(cells -> String.join("\t", cells) + "\n")
        .collect(Collectors.joining());
  }

  private List<String> cells() {
    return List.of(
        planted.label(),
        planted.population(),
        planted.kind(),
        planted.item(),
        from.toString(),
        to.toString(),
        String.valueOf(established),
        String.valueOf(once),
        String.valueOf(events),
        planted.says());
  }
}
