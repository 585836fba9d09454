package vcluster.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * Keeps a database in order by the owner's functions (db/postgresql/V5__maintain.sql): room for the
 * days ahead, nothing kept too long. Each step is a transaction of its own.
 *
 * @param database connections of the maintain role
 */
public record Maintenance(DataSource database) {
  /**
   * Does all there is to do. Many servers may call it: a transaction of one keeps the others from
   * beginning one, and those leave the rest to it.
   *
   * @return whether it was done here
   * @throws SQLException if a step fails; those before it stay done
   */
  public boolean run() throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      for (String step :
          List.of("make_partitions_ahead()", "expire_rows()", "expire_keys()", "expire_seen()")) {
        if (!run(step, connection)) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Repeats a step, which does some at once so that nobody has to wait, until it has nothing to do.
   *
   * @return false if another server is at it
   */
  private static boolean run(String step, Connection connection) throws SQLException {
    long number;
    do {
      if (!Query.isTrue(connection, "SELECT telemetry.maintains_alone()")) {
        connection.rollback();
        return false;
      }
      number = Query.number(connection, "SELECT telemetry." + step);
      connection.commit();
    } while (number > 0);
    return true;
  }
}
