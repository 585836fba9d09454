package vcluster.backend.store;

/** What became of one event. */
public enum Stored {
  /** It is there once the transaction is committed. */
  ACCEPTED,
  /** It was there before, or comes twice in the same call. */
  DUPLICATE,
  /** Its machine or its instance asked to be forgotten: it is not kept. */
  ERASED;

  /** Reads the letter that the functions of PostgreSQL answer with. */
  static Stored of(char letter) {
    return switch (letter) {
      case 's' -> ACCEPTED;
      case 'd' -> DUPLICATE;
      case 'e' -> ERASED;
      default -> throw new IllegalArgumentException("no such letter: " + letter);
    };
  }
}
