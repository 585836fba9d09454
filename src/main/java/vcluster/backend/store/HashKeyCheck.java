package vcluster.backend.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
      return answer(connection, "SELECT telemetry.same_hash_key(?)", mark);
    }
    try (H2Transaction transaction = new H2Transaction(connection)) {
      transaction.run(
          "INSERT INTO hash_key SELECT ? WHERE NOT EXISTS (SELECT 1 FROM hash_key)", mark);
      transaction.commit();
    }
    return answer(connection, "SELECT EXISTS (SELECT 1 FROM hash_key WHERE mark = ?)", mark);
  }

  private static boolean answer(Connection connection, String sql, UUID mark) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, mark);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getBoolean(1);
      }
    }
  }
}
