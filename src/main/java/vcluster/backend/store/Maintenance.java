package vcluster.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.LongPredicate;
import javax.sql.DataSource;

/**
 * Keeps a database in order by the owner's functions (db/postgresql/V5__totals.sql,
 * V6__maintain.sql): room for the days ahead, totals up to date, nothing kept too long. Each step
 * is a transaction of its own.
 *
 * @param database connections of the maintain role
 * @param rowDays days that rows are kept, at least one
 */
public record Maintenance(DataSource database, int rowDays) {
  private static final int DAYS_AHEAD = 7;

  /** A repeated request is known as such for so long. */
  private static final int KEY_DAYS = 45;

  /** An hour or a day takes no more events after this; clients keep theirs for less (30 days). */
  private static final int MEMBER_DAYS = 40;

  /** So many rows go in one transaction; more would hold up others. */
  private static final int AT_ONCE = 20_000;

  /** So many transactions are taken up at once: the first ones of an hour fill its groups. */
  private static final long BATCHES = 1_000;

  /**
   * Does all there is to do. Many servers may call it: a transaction of one keeps the others from
   * beginning one, and those leave the rest to it.
   *
   * @param now the server's time
   * @return whether it was done here
   * @throws SQLException if a step fails; those before it stay done
   */
  public boolean run(Instant now) throws SQLException {
    LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
    LocalDate rows = today.minusDays(rowDays);
    LocalDate keys = today.minusDays(KEY_DAYS);
    LocalDate members = today.minusDays(MEMBER_DAYS);
    List<Step> steps =
        List.of(
            new Step("make_partitions(?, ?)", List.of(today, DAYS_AHEAD), n -> false),
            new Step("roll_up(?)", List.of(BATCHES), n -> n != 0),
            // After the roll-up: what goes now has been counted.
            new Step("expire_rows(?)", List.of(rows), n -> false),
            new Step("expire_keys(?, ?)", List.of(keys, AT_ONCE), n -> n == AT_ONCE),
            new Step("expire_members(?, ?)", List.of(members, AT_ONCE), n -> n == AT_ONCE));
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      for (Step step : steps) {
        if (!step.run(connection)) {
          return false;
        }
      }
      return true;
    }
  }

  /** A function that is called as often as its number says that there is more to do. */
  private record Step(String call, List<Object> arguments, LongPredicate more) {
    /** False if another server is at it. */
    boolean run(Connection connection) throws SQLException {
      long number;
      do {
        if (!Query.isTrue(connection, "SELECT telemetry.maintains_alone()")) {
          connection.rollback();
          return false;
        }
        number = Query.number(connection, "SELECT telemetry." + call, arguments.toArray());
        connection.commit();
      } while (more.test(number));
      return true;
    }
  }
}
