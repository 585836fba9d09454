package vcluster.backend.store;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the last transaction went well; says so in the log when that changes. */
final class DatabaseHealth {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseHealth.class);

  private volatile String trouble = "";

  /** Why the database takes no events; empty if it does, or has not been asked yet. */
  String trouble() {
    return trouble;
  }

  void isWell() {
    if (!trouble.isEmpty() && becomes("")) {
      LOG.info("The database takes events again.");
    }
  }

  void isAway(SQLException e) {
    String cause = DatabaseTrouble.describe(e, Role.INGEST);
    if (becomes(cause)) {
      LOG.warn("The database takes no events: {}. Clients are asked to come again.", cause);
    }
  }

  /** Whether this is another state than before. */
  private synchronized boolean becomes(String now) {
    boolean other = !now.equals(trouble);
    trouble = now;
    return other;
  }

  /** Without the exception's message: it may quote what a client wrote. */
  void isBroken(Throwable e) {
    String state = e instanceof SQLException sql ? sql.getSQLState() : "none";
    LOG.error("Events could not be stored: {}, SQLSTATE {}.", e.getClass().getName(), state);
  }
}
