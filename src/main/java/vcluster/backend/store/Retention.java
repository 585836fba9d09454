package vcluster.backend.store;

/**
 * How long what is kept.
 *
 * @param rowDays days that rows are kept, at least one
 * @param keyDays days in which a repeated request is known as such
 * @param memberDays days after which an hour or a day takes no more events; more than clients keep
 *     theirs (30)
 */
public record Retention(int rowDays, int keyDays, int memberDays) {
  /** 90 days of rows; keys for 45, members for 40. */
  public static final Retention DEFAULT = ofRows(90);

  /** Rows are kept for {@code rowDays}, all else as by default. */
  public static Retention ofRows(int rowDays) {
    return new Retention(rowDays, 45, 40);
  }

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if rows were kept for less than a day
   */
  public Retention {
    if (rowDays < 1) {
      throw new IllegalArgumentException("rows have to be kept for at least one day");
    }
  }
}
