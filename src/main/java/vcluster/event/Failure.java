package vcluster.event;

import java.io.IOException;
import java.util.Locale;

/** Why a command failed: one stable word, never the error's text. */
public enum Failure {
  /** The command line did not parse. */
  USAGE,
  /** The config file could not be used. */
  CONFIG,
  /** Helm failed or could not be run. */
  HELM,
  /** Anything else. */
  INTERNAL;

  /** The word on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The failure with this word.
   *
   * @throws IOException if there is none
   */
  static Failure of(String word) throws IOException {
    for (Failure failure : values()) {
      if (failure.word().equals(word)) {
        return failure;
      }
    }
    throw new IOException("unknown failure");
  }
}
