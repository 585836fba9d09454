package vcluster.backend.store;

/** The kinds of database that there are migrations for. */
public enum Dialect {
  /** For real use: roles, partitions, functions of the owner's. */
  POSTGRESQL,
  /** For trial: an embedded file, one user, one writer at a time. */
  H2;

  /**
   * Tells the kind by the URL.
   *
   * @param url a JDBC URL
   * @throws IllegalArgumentException if it is of neither kind; the message names no part of the URL
   */
  public static Dialect of(String url) {
    if (url.startsWith("jdbc:postgresql:")) {
      return POSTGRESQL;
    }
    if (url.startsWith("jdbc:h2:")) {
      return H2;
    }
    throw new IllegalArgumentException(
        "the database URL begins with neither jdbc:postgresql: nor jdbc:h2:");
  }
}
