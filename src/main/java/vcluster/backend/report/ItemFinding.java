package vcluster.backend.report;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import vcluster.backend.registry.Item;

/**
 * An item with what is published of it.
 *
 * @param item what the registry knows of it; empty of what clients alone have named
 * @param decision empty of what nobody decides on
 */
public record ItemFinding(
    ItemFigures figures, Optional<Item> item, Optional<ItemDecision> decision) {
  /** The verdict; {@link ItemVerdict#KEEP} where there is none. */
  public ItemVerdict verdict() {
    return decision.map(ItemDecision::verdict).orElse(ItemVerdict.KEEP);
  }

  /** Whether it has a reason. */
  public boolean has(String reason) {
    return decision.stream().anyMatch(it -> it.reasons().contains(reason));
  }

  /** The share of users among those exposed; empty if that is not told exactly. */
  public Optional<Share> share() {
    return figures.used().exact().isPresent() && figures.exposed().exact().isPresent()
        ? ItemDecision.share(figures.used(), figures.exposed(), true)
        : Optional.empty();
  }

  /** What the share is at most; empty if nobody is exposed. */
  public Optional<Double> most(Thresholds thresholds) {
    return ItemDecision.share(figures.used(), figures.exposed(), true)
        .map(share -> thresholds.interval(share).high());
  }

  /**
   * By how much the share has changed, from -1 to 1; empty if it surely has not.
   *
   * @param z how sure it is to be
   */
  OptionalDouble change(Survey survey, Thresholds thresholds, double z) {
    if (ItemDecision.change(figures, survey, thresholds, z)
        .filter(Share.Range::excludesZero)
        .isEmpty()) {
      return OptionalDouble.empty();
    }
    Share before =
        ItemDecision.share(figures.usedBefore(), figures.exposedBefore(), true).orElseThrow();
    return OptionalDouble.of(share().orElseThrow().value() - before.value());
  }

  /**
   * By how many percentage points the share has changed, in words; empty if it surely has not.
   *
   * @param z how sure it is to be: {@link Share#VERY_SURE} in a list of many
   */
  public String trend(Survey survey, Thresholds thresholds, double z) {
    OptionalDouble change = change(survey, thresholds, z);
    return change.isPresent()
        ? String.format(Locale.ROOT, "%+.1f pp", change.getAsDouble() * 100)
        : "";
  }

  /** How far its figures can be trusted. */
  public Confidence confidence(Survey survey) {
    return Confidence.of(figures.exposed(), survey);
  }
}
