package vcluster.backend.demo;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vcluster.backend.registry.Release;

/**
 * A command that machines run.
 *
 * @param command as the registry names it
 * @param rest what is stored behind it: {@code " *"} for a name, nothing without one
 * @param original how often the original's command line runs it, in comparison with the others; 0:
 *     it has none
 * @param ours the same of our command line
 * @param since the release that brought it to the original
 */
record Use(String command, String rest, int original, int ours, String since, List<Habit> habits) {
  private static final Release OURS = new Release(1, 0, 0);

  /**
   * An option that some machines use with a command.
   *
   * @param share of the machines
   * @param since the release that brought it
   * @param until the release from which on nobody uses it; empty if there is none
   * @param ours whether our command line has it
   * @param planted what it shows, null if nothing
   */
  record Habit(
      String option,
      double share,
      String since,
      String until,
      boolean ours,
      @Nullable Planted planted) {
    boolean isPossible(String version) {
      Release release = release(version);
      return isOurs(version)
          ? ours
          : !release.isBefore(release(since))
              && (until.isEmpty() || release.isBefore(release(until)));
    }
  }

  /** The commands, and how the fleet uses them. */
  static List<Use> all() {
    List<Habit> everywhere = List.of(habit("--namespace", 0.6), habit("--context", 0.1));
    List<Habit> create =
        List.of(
            habit("--namespace", 0.6),
            habit("--values", 0.45),
            habit("--upgrade", 0.3),
            habit("--set", 0.15),
            habit("--chart-version", 0.12),
            habit("--create-namespace", 0.1),
            habit("--chart-repo", 0.04),
            originals("--connect", 0.25, "0.18.0", ""),
            originals("--expose", 0.06, "0.18.0", ""),
            originals("--kubernetes-version", 0.15, "0.18.0", "0.23.0"),
            originals("--isolate", 0.05, "0.18.0", "0.20.0"),
            originals("--distro", 0.1, "0.18.0", "0.33.0"),
            originals("--driver", 0.08, "0.20.0", ""),
            originals("--project", 0.03, "0.18.0", ""),
            originals("--template", 0.02, "0.18.0", ""),
            originals("--snapshot-temp-dir", 0.01, "0.35.0", ""),
            new Habit("--background-proxy", 0.25, "0.20.0", "0.30.0", false, Planted.OLD_OPTION));
    List<Habit> connect =
        List.of(
            habit("--namespace", 0.6),
            originals("--print", 0.12, "0.18.0", ""),
            originals("--server", 0.06, "0.18.0", ""),
            originals("--local-port", 0.04, "0.18.0", ""),
            originals("--service-account", 0.03, "0.18.0", ""),
            originals("--driver", 0.05, "0.20.0", ""),
            new Habit("--update-current", 0.16, "0.18.0", "", false, Planted.DYING_OPTION));
    return List.of(
        new Use("vcluster create", " *", 14, 30, "0.18.0", create),
        new Use("vcluster connect", " *", 26, 0, "0.18.0", connect),
        new Use(
            "vcluster list",
            "",
            24,
            0,
            "0.18.0",
            List.of(originals("--output", 0.2, "0.18.0", ""))),
        new Use(
            "vcluster delete",
            " *",
            10,
            0,
            "0.18.0",
            List.of(habit("--namespace", 0.5), originals("--wait", 0.03, "0.18.0", ""))),
        new Use("vcluster pause", " *", 4, 0, "0.18.0", everywhere),
        new Use("vcluster resume", " *", 4, 0, "0.18.0", everywhere),
        new Use("vcluster disconnect", "", 6, 0, "0.18.0", List.of()),
        new Use("vcluster describe", " *", 3, 0, "0.20.0", everywhere),
        new Use("vcluster snapshot create", " *", 1, 0, "0.29.0", everywhere),
        new Use("vcluster restore", " *", 1, 0, "0.24.0", everywhere),
        new Use("vcluster upgrade", "", 2, 0, "0.18.0", List.of()),
        new Use("vcluster version", "", 3, 12, "0.18.0", List.of()),
        new Use("vcluster completion bash", "", 0, 10, "0.18.0", List.of()),
        new Use("vcluster completion zsh", "", 0, 6, "0.18.0", List.of()),
        new Use("vcluster telemetry enable", "", 0, 1, "0.18.0", List.of()));
  }

  private static Habit habit(String option, double share) {
    return new Habit(option, share, "0.18.0", "", true, null);
  }

  private static Habit originals(String option, double share, String since, String until) {
    return new Habit(option, share, since, until, false, null);
  }

  /** How often a version runs it, in comparison with the others. */
  int weight(String version) {
    return isOurs(version) ? ours : release(version).isBefore(release(since)) ? 0 : original;
  }

  /** Whether a version is one of our command line. */
  static boolean isOurs(String version) {
    return !release(version).isBefore(OURS);
  }

  private static Release release(String version) {
    Optional<Release> release = Release.of(version);
    return release.orElseThrow(() -> new IllegalArgumentException(version));
  }
}
