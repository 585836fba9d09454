package vcluster.helm;

/** What helm says of a release. */
public sealed interface Release {
  /** It is there. */
  record Deployed() implements Release {}

  /** It is not there. */
  record Absent() implements Release {}

  /** Helm could not say, and has told the user why. */
  record Unknown(HelmEnd end) implements Release {}
}
