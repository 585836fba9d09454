package vcluster.backend.store;

import java.sql.SQLException;

/** The time between two questions to the database whether others have ended. */
final class Pause {
  private static final int MILLIS = 20;

  private Pause() {}

  /**
   * Waits.
   *
   * @throws SQLException if the thread is interrupted, which it stays
   */
  static void make() throws SQLException {
    try {
      Thread.sleep(MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", e);
    }
  }
}
