package vcluster.backend.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * What all figures of a publication share.
 *
 * @param at when it was made
 * @param day the last day that is counted
 * @param since the first day that counts whole; empty if nothing was received yet
 * @param days how many days rows are kept, 90 at most
 * @param invented whether the data is
 * @param populations the members of each, by its name
 */
public record Survey(
    Instant at,
    LocalDate day,
    Optional<LocalDate> since,
    int days,
    boolean invented,
    Map<String, Population> populations) {
  /**
   * A population in 28 days.
   *
   * @param established members who were active on two days or more
   * @param once those who were on one day alone; few where it is not told
   */
  public record Population(Count established, Count once) {}
}
