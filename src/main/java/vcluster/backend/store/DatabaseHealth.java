package vcluster.backend.store;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the last transaction went well; says so in the log when that changes. */
final class DatabaseHealth {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseHealth.class);

  /** What the owner's functions say of a server that must not store. */
  private static final String REFUSAL = "VC";

  private volatile String trouble = "";
  private volatile boolean refuses;

  /** Why the database takes no events; empty if it does, or has not been asked yet. */
  String trouble() {
    return trouble;
  }

  /** Whether it answers that this server must store nothing, because one of the two is wrong. */
  boolean refuses() {
    return refuses;
  }

  void isWell() {
    refuses = false;
    if (!trouble.isEmpty() && becomes("")) {
      LOG.info("The database takes events again.");
    }
  }

  void isAway(SQLException e) {
    refuses = String.valueOf(e.getSQLState()).startsWith(REFUSAL);
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
