package vcluster.consent;

/** One source's answer, with a few words on it that can follow the source's name. */
public record Finding(Source source, Answer answer, String detail) {
  /** What a source says of telemetry. */
  public enum Answer {
    /** It has nothing against it. */
    ALLOWED,
    /** Off, by somebody's clear word. */
    OFF,
    /** Off, since what it says can't be read, parsed or trusted. */
    DOUBT,
    /** Off, since this is a development build without an explicit endpoint. */
    DEVELOPMENT
  }

  /**
   * Where a user finds the source: a file's path, a variable's name.
   *
   * @param policyFile the path of the machine's policy file
   * @param config the path of the user's config file
   */
  public String place(String policyFile, String config) {
    return switch (source) {
      case POLICY_FILE -> policyFile;
      case CONFIG_FILE -> config;
      case BUILD -> "this build";
      default -> source.name();
    };
  }
}
