package vcluster.token;

/** A key can't be used; the message says why and never quotes the key. */
public final class TokenKeyException extends Exception {
  private static final long serialVersionUID = 1L;

  TokenKeyException(String message) {
    super(message);
  }
}
