package vcluster.backend.report;

import java.util.Locale;
import java.util.Optional;
import vcluster.backend.registry.Item;

/**
 * An item with what is published of it.
 *
 * @param item what the registry knows of it; empty of what clients alone have named
 * @param decision empty of what nobody decides on
 */
public record Finding(ItemFigures figures, Optional<Item> item, Optional<Decision> decision) {
  /** The verdict; {@link Verdict#KEEP} where there is none. */
  public Verdict verdict() {
    return decision.map(Decision::verdict).orElse(Verdict.KEEP);
  }

  /** Whether it has a reason. */
  public boolean has(String reason) {
    return decision.stream().anyMatch(it -> it.reasons().contains(reason));
  }

  /** The share of users among those exposed; empty if that is not told exactly. */
  public Optional<Share> share() {
    return figures.used().exact().isPresent() && figures.exposed().exact().isPresent()
        ? Decision.share(figures.used(), figures.exposed(), true)
        : Optional.empty();
  }

  /** By how many percentage points the share has changed, in words; empty if it surely has not. */
  public String trend(Survey survey, Thresholds thresholds) {
    if (Decision.change(figures, survey, thresholds).filter(Share.Range::excludesZero).isEmpty()) {
      return "";
    }
    Share before =
        Decision.share(figures.usedBefore(), figures.exposedBefore(), true).orElseThrow();
    double points = (share().orElseThrow().value() - before.value()) * 100;
    return String.format(Locale.ROOT, "%+.1f pp", points);
  }
}
