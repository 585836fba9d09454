package vcluster.upload;

/** What became of one request. */
public sealed interface SendResult {
  /** The word for it in the log: stable, and without anything that the server said. */
  String word();

  /** The status code, 0 if there was none. */
  int status();

  /** 2xx: delivered. */
  record Accepted(int status) implements SendResult {
    @Override
    public String word() {
      return "accepted";
    }
  }

  /** A 4xx that no retry can change: the batch is dropped. */
  record Refused(int status) implements SendResult {
    @Override
    public String word() {
      return "refused";
    }
  }

  /**
   * To be tried again later.
   *
   * @param word {@code unavailable} for a status, else what kept the request from being answered
   * @param retryAfterSeconds how long the server asks to wait, 0 if it does not
   */
  record Unavailable(int status, String word, long retryAfterSeconds) implements SendResult {}

  /**
   * Sorts a status code: 2xx settles, a 4xx other than 407, 408 and 429 is final, all else may
   * change.
   */
  static SendResult of(int status, long retryAfterSeconds) {
    if (status >= 200 && status < 300) {
      return new Accepted(status);
    }
    boolean mayChange = status == 407 || status == 408 || status == 429;
    if (status >= 400 && status < 500 && !mayChange) {
      return new Refused(status);
    }
    return new Unavailable(status, "unavailable", retryAfterSeconds);
  }
}
