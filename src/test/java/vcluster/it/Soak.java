package vcluster.it;

/** How often a test does what it does: a tenth of the promised counts, all of them with -Psoak. */
public final class Soak {
  private Soak() {}

  public static int of(int whole) {
    return Boolean.getBoolean("soak") ? whole : whole / 10;
  }
}
