package vcluster.backend.store;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the last transaction went well; says so in the log when that changes. */
final class DatabaseHealth {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseHealth.class);

  private final AtomicBoolean well = new AtomicBoolean(true);

  void isWell() {
    if (!well.get() && well.compareAndSet(false, true)) {
      LOG.info("The database takes events again.");
    }
  }

  void isAway(SQLException e) {
    if (well.compareAndSet(true, false)) {
      LOG.warn(
          "The database takes no events (SQLSTATE {}); clients are asked to come again.",
          e.getSQLState());
    }
  }

  /** Without the exception's message: it may quote what a client wrote. */
  void isBroken(Throwable e) {
    String state = e instanceof SQLException sql ? sql.getSQLState() : "none";
    LOG.error("Events could not be stored: {}, SQLSTATE {}.", e.getClass().getName(), state);
  }
}
