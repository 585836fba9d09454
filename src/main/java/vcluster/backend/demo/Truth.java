package vcluster.backend.demo;

import java.time.LocalDate;
import java.util.List;

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
  /** The names of {@link #cells}. */
  static final List<String> COLUMNS =
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

  /** As a row of a table. */
  List<String> cells() {
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
