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

  /** How the share has changed against the 28 days before, in words; empty if it has not. */
  public String trend() {
    Optional<Share> now = share();
    Optional<Share> before =
        figures.usedBefore().exact().isPresent()
            ? Decision.share(figures.usedBefore(), figures.exposedBefore(), true)
            : Optional.empty();
    if (now.isEmpty()
        || before.isEmpty()
        || !now.get().minus(before.get(), Share.VERY_SURE).excludesZero()) {
      return "";
    }
    double points = (now.get().value() - before.get().value()) * 100;
    return String.format(Locale.ROOT, "%+.1f pp", points);
  }
}
