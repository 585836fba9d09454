package vcluster.backend.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Several statements as one, as the only writer (see {@link Gate}); undone unless committed. */
final class H2Transaction implements AutoCloseable {
  private final Connection connection;
  private final boolean autoCommit;

  /** The number of this transaction, higher than all before. */
  final long batch;

  H2Transaction(Connection connection) throws SQLException {
    this.connection = connection;
    this.autoCommit = connection.getAutoCommit();
    connection.setAutoCommit(false);
    this.batch = Gate.enter(connection);
  }

  int run(String sql, @Nullable Object... arguments) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      return statement.executeUpdate();
    }
  }

  /** The only number that a query answers with. */
  long number(String sql) throws SQLException {
    return Query.number(connection, sql);
  }

  void commit() throws SQLException {
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.setAutoCommit(autoCommit);
  }
}
