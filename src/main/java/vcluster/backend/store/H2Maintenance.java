package vcluster.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** The same steps in SQL of H2, for one user and without partitions. */
final class H2Maintenance implements MaintenanceSteps {
  /** So many transactions are taken up at once: those who store wait meanwhile. */
  private static final long BATCHES = 100;

  private static final String NEW_HOURS =
      """
      INSERT INTO delta
      SELECT 'hour', DATE_TRUNC('HOUR', happened), dimension, label, member, COUNT(*)
      FROM fact WHERE batch >= (SELECT batch FROM rolled_up) AND batch < ?
      GROUP BY DATE_TRUNC('HOUR', happened), dimension, label, member
      """;

  /** The days of what the hours of delta say. */
  static final String DAYS =
      """
      INSERT INTO delta
      SELECT 'day', DATE_TRUNC('DAY', start), dimension, label, member, SUM(events)
      FROM delta GROUP BY DATE_TRUNC('DAY', start), dimension, label, member
      """;

  private static final String ADD =
      """
      MERGE INTO total t USING (
        SELECT grain, start, dimension, label, SUM(events) AS events
        FROM delta GROUP BY grain, start, dimension, label) d
      ON t.grain = d.grain AND t.start = d.start AND t.dimension = d.dimension AND t.label = d.label
      WHEN MATCHED THEN UPDATE SET events = t.events + d.events
      WHEN NOT MATCHED THEN INSERT (grain, start, dimension, label, events, members)
        VALUES (d.grain, d.start, d.dimension, d.label, d.events, 0)
      """;

  private static final String JOIN =
      """
      INSERT INTO total_member
      SELECT t.id, d.member FROM delta d JOIN total t
      ON t.grain = d.grain AND t.start = d.start AND t.dimension = d.dimension AND t.label = d.label
      WHERE d.member <> ''
        AND NOT EXISTS (SELECT 1 FROM total_member m WHERE m.total = t.id AND m.member = d.member)
      """;

  /**
   * Nobody leaves but by expiry, after which nothing changes, and by erasure, which counts itself.
   */
  private static final String COUNT =
      """
      UPDATE total t SET members = (SELECT COUNT(*) FROM total_member m WHERE m.total = t.id)
      WHERE EXISTS (
        SELECT 1 FROM delta d WHERE t.grain = d.grain AND t.start = d.start
          AND t.dimension = d.dimension AND t.label = d.label)
      """;

  @Override
  public boolean tryLock(Connection connection) {
    // The file is this program's alone.
    return true;
  }

  @Override
  public void unlock(Connection connection) {}

  @Override
  public int makePartitions(Connection connection, LocalDate today, int ahead) {
    return 0;
  }

  @Override
  public boolean rollUp(Connection connection) throws SQLException {
    try (H2Transaction transaction = new H2Transaction(connection)) {
      long from = transaction.number("SELECT batch FROM rolled_up");
      long to = Math.min(transaction.batch, from + BATCHES);
      transaction.run(NEW_HOURS, to);
      transaction.run(DAYS);
      transaction.run(ADD);
      transaction.run(JOIN);
      transaction.run(COUNT);
      transaction.run("UPDATE rolled_up SET batch = ?", to);
      transaction.run("DELETE FROM delta");
      transaction.commit();
      return to < transaction.batch;
    }
  }

  @Override
  public int expireRows(Connection connection, LocalDate before) throws SQLException {
    int gone = 0;
    try (H2Transaction transaction = new H2Transaction(connection)) {
      for (String table : Tables.ROWS) {
        gone += transaction.run("DELETE FROM " + table + " WHERE received < ?", start(before));
      }
      transaction.commit();
    }
    return gone;
  }

  @Override
  public int expireKeys(Connection connection, LocalDate before, int most) throws SQLException {
    return delete(connection, "DELETE FROM event_key WHERE \"DAY\" < ? LIMIT ?", before, most);
  }

  @Override
  public int expireMembers(Connection connection, LocalDate before, int most) throws SQLException {
    String sql =
        "DELETE FROM total_member WHERE total IN (SELECT id FROM total WHERE start < ?) LIMIT ?";
    return delete(connection, sql, start(before), most);
  }

  private static int delete(Connection connection, String sql, Object before, int most)
      throws SQLException {
    try (H2Transaction transaction = new H2Transaction(connection)) {
      int gone = transaction.run(sql, before, most);
      transaction.commit();
      return gone;
    }
  }

  private static OffsetDateTime start(LocalDate day) {
    return day.atStartOfDay().atOffset(ZoneOffset.UTC);
  }
}
