package vcluster.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Publishes the figures of closed days (db/postgresql/V8__publish.sql), which is all that may be
 * read of what is counted.
 *
 * @param database connections of the role that publishes
 */
public record Publication(DataSource database) {
  /**
   * Publishes once a day, when it is time to.
   *
   * @return whether it has published
   * @throws SQLException if it fails; what was published before stays
   */
  public boolean runIfDue() throws SQLException {
    return publish("SELECT telemetry.publish_if_due()");
  }

  /**
   * Publishes what is counted now.
   *
   * @throws SQLException if it fails, or if the role is not the owner
   */
  public void refresh() throws SQLException {
    publish("SELECT telemetry.publish()");
  }

  /** In one snapshot, set for this transaction alone: a pooler gives the session to others. */
  private boolean publish(String sql) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection.createStatement().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
      boolean published = Query.isTrue(connection, sql);
      connection.commit();
      return published;
    }
  }
}
