package vcluster.backend.report;

import java.time.LocalDate;
import java.util.Optional;
import vcluster.backend.registry.Item;
import vcluster.backend.registry.Registry;
import vcluster.backend.registry.ReleaseDates;

/**
 * What is pasted into the issue that asks whether an item may go: all that is known, and room for
 * why it should.
 *
 * @param report of the item alone
 */
public record RemovalIssue(Report report, Item item, ItemDecision decision, ReleaseDates dates) {
  /** The issue of what is alone in a report; empty if that is a list, or not to be decided on. */
  public static Optional<RemovalIssue> of(Report report) {
    if (report.findings().size() != 1) {
      return Optional.empty();
    }
    ItemFinding one = report.findings().get(0);
    ReleaseDates dates = Registry.releaseDates();
    return one.item()
        .flatMap(
            item ->
                one.decision().map(decision -> new RemovalIssue(report, item, decision, dates)));
  }

  /**
   * The issue in Markdown, without a line end.
   *
   * @param today to tell whether the figures are old
   */
  public String markdown(LocalDate today) {
    return String.join(
        "\n\n",
        ReportForm.markdown.print(report, today, Sheet.Screen.NONE),
        "## Reasons",
        reasons(),
        "## Replacement",
        item.replacement().isEmpty()
            ? "None is named."
            : "Instead: " + Sheet.markdown(item.replacement()),
        "## Earliest removal",
        Sheet.markdown(earliest()),
        "## Motivation",
        "*To be filled in: why it should go, and what keeping it costs.*");
  }

  private String reasons() {
    StringBuilder reasons = new StringBuilder();
    reasons.append(
        line(
            decision.verdict().words(),
            Methodology.meaning(decision.verdict(), report.thresholds())));
    for (String reason : decision.reasons()) {
      reasons.append('\n').append(line(reason, Methodology.meaning(reason).text()));
    }
    return reasons.toString();
  }

  private static String line(String word, String text) {
    return "- **" + Sheet.markdown(word) + "**: " + Sheet.markdown(text);
  }

  private String earliest() {
    RemovalPolicy policy = RemovalPolicy.of(item.kind());
    if (!item.until().isEmpty()) {
      return "Releases from " + item.until() + " on no longer have it.";
    }
    if (item.deprecated().isEmpty()) {
      return policy.words() + " after a release deprecates it, which none does yet.";
    }
    String deprecated =
        policy.words()
            + " after "
            + item.deprecated()
            + dates.of(item.deprecated()).map(day -> " (" + day + ")").orElse("")
            + ", which deprecated it";
    return deprecated
        + policy
            .earliest(item, dates)
            .map(day -> ": from " + day + " on.")
            .or(
                () ->
                    policy
                        .monthsPassed(item, dates)
                        .map(day -> ": not before " + day + ", nor before these releases."))
            .orElse(".");
  }
}
