package vcluster.backend.report;

/**
 * Where verdicts begin. Shares are from 0 to 1.
 *
 * @param kept an item is kept if its share is surely as great as this
 * @param removable a deprecated item may go if its share is surely below this. Chrome takes a
 *     greater one for too much use to remove something
 * @param fewest how many have to be exposed for any verdict
 * @param some how many have to be exposed for weak evidence that nobody uses an item
 * @param many how many have to be exposed for evidence that nobody does
 * @param days for how long
 * @param rolledOut which share of the established members has to be exposed
 */
public record Thresholds(
    double kept, double removable, long fewest, long some, long many, int days, double rolledOut) {
  /** The sources are in docs/reports.md#verdicts. */
  public static final Thresholds DEFAULT = new Thresholds(0.01, 0.001, 300, 1_000, 3_000, 90, 0.2);
}
