package vcluster.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
import vcluster.backend.identity.KeyedHash;

/** With another key the erased would come back, and one user would be two. */
public final class HashKeyCheck {
  private HashKeyCheck() {}

  /**
   * Whether this key is the one that was first used with this database.
   *
   * @param connection of the maintain or the erase role, in auto-commit mode
   */
  public static boolean isSame(Connection connection, KeyedHash hash) throws SQLException {
    return Query.isTrue(connection, "SELECT telemetry.same_hash_key(?)", hash.keyMark());
  }
}
