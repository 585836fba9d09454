package vcluster.helm;

/** Helm could not be run as asked; the message says what is wrong, where, and what to do. */
public final class HelmException extends Exception {
  private static final long serialVersionUID = 1L;

  HelmException(String message) {
    super(message);
  }
}
