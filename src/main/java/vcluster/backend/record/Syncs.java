package vcluster.backend.record;

import java.util.List;

/**
 * What a syncer did more than once in the time of an upload; stored as JSON with these names.
 *
 * @param type of the events
 * @param group the API group, {@code core} for the empty one
 * @param error one stable word, empty if nothing failed
 * @param count how many events there were
 * @param times how many of them took up to each of {@link #MILLIS}, without zeros at the end; those
 *     of unknown time are in none
 */
public record Syncs(
    String type,
    String group,
    String version,
    String kind,
    boolean success,
    String error,
    int count,
    List<Integer> times) {
  /**
   * Upper bounds of the histogram, in milliseconds; what took longer is counted in the last one.
   */
  public static final List<Long> MILLIS =
      List.of(10L, 20L, 50L, 100L, 200L, 500L, 1_000L, 2_000L, 5_000L, 10_000L, 30_000L);
}
