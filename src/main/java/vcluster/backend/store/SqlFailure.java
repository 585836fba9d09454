package vcluster.backend.store;

import java.sql.SQLException;

/** What an exception of the database means for those who wait. */
enum SqlFailure {
  /** Something in the data: SQLSTATE classes 22 and 23. */
  DATA,
  /** Another transaction stood in the way: class 40. */
  CONFLICT,
  /** Anything else: it is down, full, not set up, or out of reach. */
  AWAY;

  static SqlFailure of(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    if (state.startsWith("22") || state.startsWith("23")) {
      return DATA;
    }
    return state.startsWith("40") ? CONFLICT : AWAY;
  }
}
