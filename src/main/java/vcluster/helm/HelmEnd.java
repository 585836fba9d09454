package vcluster.helm;

/** How a run of helm ended. */
public sealed interface HelmEnd {
  /** By itself, with this exit code. */
  record Exited(int code) implements HelmEnd {}

  /** On a signal to us, which makes this our exit code; or it was not begun for that reason. */
  record Interrupted(int exitCode) implements HelmEnd {}
}
