package vcluster.backend.demo;

/**
 * How large a fleet is. What is planted in it grows with it.
 *
 * @param machines 10 or more
 * @param instances 10 or more
 * @param days 1 to 365
 */
public record FleetSize(int machines, int instances, int days) {
  private static final double ORDINARY_MACHINES = 8_000;
  private static final double ORDINARY_INSTANCES = 4_000;
  private static final double EVENTS_OF_A_MACHINE = 0.44;
  private static final double EVENTS_OF_AN_INSTANCE = 0.43;
  private static final int LEAST = 10;
  private static final int MAX_DAYS = 365;

  /** Checks the numbers. */
  public FleetSize {
    if (machines < LEAST || instances < LEAST || days < 1 || days > MAX_DAYS) {
      throw new IllegalArgumentException("no fleet of this size");
    }
  }

  /** About how many events it sends. */
  public long events() {
    return Math.round(days * (EVENTS_OF_A_MACHINE * machines + EVENTS_OF_AN_INSTANCE * instances));
  }

  /** So many as {@code number} are in a fleet of 8,000 machines, and at least one. */
  int machines(int number) {
    return (int) Math.max(1, Math.round(number * machines / ORDINARY_MACHINES));
  }

  /** So many as {@code number} are in a fleet of 4,000 instances, and at least one. */
  int instances(int number) {
    return (int) Math.max(1, Math.round(number * instances / ORDINARY_INSTANCES));
  }

  /** The first of the last {@code number} days, counted from 0. */
  int last(int number) {
    return Math.max(0, days - number);
  }
}
