package vcluster.backend.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** On H2 one transaction at a time writes: the row of the gate is locked until its end. */
final class Gate {
  private Gate() {}

  /** Waits for the transaction before, and gives this one its number, higher than all before. */
  static long enter(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE gate SET batch = batch + 1");
      try (ResultSet result = statement.executeQuery("SELECT batch FROM gate")) {
        result.next();
        return result.getLong(1);
      }
    }
  }
}
