package vcluster.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import vcluster.backend.identity.KeyedHash;

/** With another key the erased would come back, and one user would be two. */
public final class HashKeyCheck {
  private HashKeyCheck() {}

  /**
   * Whether this key is the one that was first used with this database.
   *
   * @param connection of the maintain or the erase role, in auto-commit mode
   */
  public static boolean isSame(Dialect dialect, Connection connection, KeyedHash hash)
      throws SQLException {
    UUID mark = hash.keyMark();
    if (dialect == Dialect.POSTGRESQL) {
      return Query.isTrue(connection, "SELECT telemetry.same_hash_key(?)", mark);
    }
    try (H2Transaction transaction = new H2Transaction(connection)) {
      transaction.run(
          "INSERT INTO hash_key SELECT ? WHERE NOT EXISTS (SELECT 1 FROM hash_key)", mark);
      transaction.commit();
    }
    return Query.isTrue(connection, "SELECT EXISTS (SELECT 1 FROM hash_key WHERE mark = ?)", mark);
  }
}
