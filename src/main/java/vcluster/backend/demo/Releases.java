package vcluster.backend.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * The releases of a program in the fleet's time: some came before, some come while it is watched.
 *
 * @param all oldest first
 */
record Releases(List<Dated> all) {
  /** What is newest at the end of the fleet's time. */
  static final String NEWEST_ORIGINAL = "0.36.1";

  static final String NEWEST_OURS = "1.2.0";

  /** The release in which a command fails, until the next one. */
  static final String BROKEN = "0.36.0";

  private static final List<String> BEFORE =
      List.of(
          "0.18.0", "0.18.1", "0.19.0", "0.19.10", "0.20.0", "0.20.1", "0.21.0", "0.22.0", "0.23.0",
          "0.24.0", "0.25.0", "0.26.0", "0.27.0", "0.28.0", "0.29.0", "0.30.0", "0.31.0", "0.32.0",
          "0.33.0", "0.34.0");
  private static final int DAYS_BETWEEN = 45;
  private static final int DAYS_SINCE_THE_LAST = 20;

  /**
   * A release.
   *
   * @param day from 0, the first day of the fleet; negative before
   */
  record Dated(String version, int day) {}

  /** Those of the original's command line and charts. */
  static Releases original(int days) {
    List<Dated> all = dated(BEFORE);
    all.add(new Dated("0.35.0", percent(days, 15)));
    all.add(new Dated(BROKEN, percent(days, 40)));
    all.add(new Dated(NEWEST_ORIGINAL, percent(days, 70)));
    return new Releases(List.copyOf(all));
  }

  /** Those of our command line. */
  static Releases ours(int days) {
    return new Releases(
        List.of(
            new Dated("1.0.0", -2 * DAYS_BETWEEN),
            new Dated("1.1.0", percent(days, 30)),
            new Dated(NEWEST_OURS, percent(days, 65))));
  }

  /** Minor releases of Kubernetes with their patches. */
  static Releases kubernetes() {
    return new Releases(
        List.copyOf(
            dated(
                List.of(
                    "1.24.17", "1.25.16", "1.26.15", "1.27.16", "1.28.15", "1.29.15", "1.30.14",
                    "1.31.10", "1.32.6", "1.33.2"))));
  }

  private static List<Dated> dated(List<String> versions) {
    List<Dated> all = new ArrayList<>();
    for (int i = 0; i < versions.size(); i++) {
      int later = versions.size() - 1 - i;
      all.add(new Dated(versions.get(i), -DAYS_SINCE_THE_LAST - later * DAYS_BETWEEN));
    }
    return all;
  }

  private static int percent(int days, int percent) {
    return days * percent / 100;
  }

  /** What somebody runs on a day who upgrades so many days after a release. */
  String at(int day, int delay) {
    String version = all.get(0).version();
    for (Dated release : all) {
      if (release.day() + delay <= day) {
        version = release.version();
      }
    }
    return version;
  }
}
