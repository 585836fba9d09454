package vcluster.backend.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Queries that answer with one row of one value. */
public final class Query {
  private Query() {}

  /** The value as a number: true is 1, and what is neither a number nor true is 0. */
  static long number(Connection connection, String sql, Object... arguments) throws SQLException {
    Object value = value(connection, sql, arguments);
    return value instanceof Number number ? number.longValue() : Boolean.TRUE.equals(value) ? 1 : 0;
  }

  /** Whether the value is true. */
  public static boolean isTrue(Connection connection, String sql, Object... arguments)
      throws SQLException {
    return number(connection, sql, arguments) != 0;
  }

  /** The value as the driver reads it; null if it is NULL. */
  static @Nullable Object value(Connection connection, String sql, Object... arguments)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getObject(1);
      }
    }
  }
}
