package vcluster.it;

/** How often a test does what it does: a tenth of the promised counts, all of them with -Psoak. */
final class Soak {
  private Soak() {}

  static int of(int whole) {
    return Boolean.getBoolean("soak") ? whole : whole / 10;
  }
}
