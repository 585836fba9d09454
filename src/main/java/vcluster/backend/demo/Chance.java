package vcluster.backend.demo;

import java.util.List;
import java.util.SplittableRandom;

/** Draws of one member, the same whenever the fleet has the same seed. */
record Chance(SplittableRandom random) {
  private static final double QUICK = 0.3;
  private static final double ORDINARY = 0.7;
  private static final double SLOW = 0.9;

  /** Chances of their own, which do not depend on how much others draw. */
  Chance split() {
    return new Chance(random.split());
  }

  boolean of(double share) {
    return random.nextDouble() < share;
  }

  /** From 0 to below {@code bound}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** From {@code least} to {@code most}, both included. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  <T> T oneOf(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  /** How many days after a release somebody upgrades: some at once, some after years. */
  int delay() {
    double patience = random.nextDouble();
    return patience < QUICK
        ? between(0, 6)
        : patience < ORDINARY
            ? between(7, 40)
            : patience < SLOW ? between(41, 200) : between(201, 900);
  }

  /** Bits for an id. */
  long bits() {
    return random.nextLong();
  }
}
