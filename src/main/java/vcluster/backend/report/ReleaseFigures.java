package vcluster.backend.report;

/**
 * What is published of an item within a minor release (docs/backend-figures.md#published-tables).
 *
 * @param release such as {@code 0.31}
 * @param used established members of 28 days who used it and have the release now
 * @param exposed established members of 28 days whose release of this minor one reports it
 * @param usedBefore the same of the 28 days before, by the releases of then
 */
public record ReleaseFigures(
    String release, Count used, Count exposed, Count usedBefore, Count exposedBefore) {
  /** Whether it is one of ours; else it is the original's. */
  boolean isOurs() {
    return !release.startsWith("0.");
  }
}
