package vcluster.backend.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An item of which the figures of two days say different things. */
public record VerdictChange(String kind, String name, ItemVerdict before, ItemVerdict after) {
  /**
   * Those among items that are decided on both times.
   *
   * @return in the order of {@code after}
   */
  public static List<VerdictChange> between(List<ItemFinding> before, List<ItemFinding> after) {
    Map<List<String>, ItemVerdict> verdicts = new HashMap<>();
    before.stream()
        .filter(finding -> finding.decision().isPresent())
        .forEach(finding -> verdicts.put(key(finding), finding.verdict()));
    return after.stream()
        .filter(finding -> finding.decision().isPresent())
        .filter(
            finding -> verdicts.getOrDefault(key(finding), finding.verdict()) != finding.verdict())
        .map(
            finding ->
                new VerdictChange(
                    finding.figures().kind(),
                    finding.figures().name(),
                    verdicts.getOrDefault(key(finding), finding.verdict()),
                    finding.verdict()))
        .toList();
  }

  private static List<String> key(ItemFinding finding) {
    return List.of(finding.figures().kind(), finding.figures().name());
  }
}
