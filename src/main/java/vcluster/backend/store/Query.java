package vcluster.backend.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Queries that answer with one row of one value. */
final class Query {
  private Query() {}

  /** The value as a number: true is 1, and what is neither a number nor true is 0. */
  static long number(Connection connection, String sql, Object... arguments) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        Object value = result.getObject(1);
        return value instanceof Number number
            ? number.longValue()
            : Boolean.TRUE.equals(value) ? 1 : 0;
      }
    }
  }

  /** Whether the value is true. */
  static boolean isTrue(Connection connection, String sql, Object... arguments)
      throws SQLException {
    return number(connection, sql, arguments) != 0;
  }
}
