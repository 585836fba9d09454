package vcluster.consent;

import java.util.List;
import java.util.Optional;

/** Whether telemetry is on, with the answer of every source, in the order of {@link Source}. */
public record Decision(List<Finding> findings) {
  public Decision {
    findings = List.copyOf(findings);
  }

  /** True if no source is against it. */
  public boolean on() {
    return decidedBy().isEmpty();
  }

  /** The first source that turns telemetry off; empty when it is on, the default. */
  public Optional<Finding> decidedBy() {
    for (Finding finding : findings) {
      if (finding.answer() != Finding.Answer.ALLOWED) {
        return Optional.of(finding);
      }
    }
    return Optional.empty();
  }

  /** True if some source says a definite off, which also deletes what is waiting. */
  public boolean deletesWaiting() {
    return has(Finding.Answer.OFF);
  }

  /**
   * True if some source says off, or may say so and can't be understood: what instances are told.
   * The silence of a development build is its own affair.
   */
  public boolean optedOut() {
    return has(Finding.Answer.OFF) || has(Finding.Answer.DOUBT);
  }

  private boolean has(Finding.Answer answer) {
    for (Finding finding : findings) {
      if (finding.answer() == answer) {
        return true;
      }
    }
    return false;
  }
}
