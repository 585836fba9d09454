package vcluster.backend.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Where connections of one role come from. */
@FunctionalInterface
public interface Connections {
  /**
   * One that commits when it is told to; to be closed.
   *
   * @throws SQLException if the database is out of reach, after a second at most
   */
  Connection open() throws SQLException;
}
