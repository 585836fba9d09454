package vcluster.config;

/** There is no home directory: {@code HOME} is not set (or not UTF-8), and the account has none. */
public final class NoHomeException extends Exception {
  private static final long serialVersionUID = 1L;

  NoHomeException(String message) {
    super(message);
  }
}
