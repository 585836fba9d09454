package vcluster.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The same steps in SQL of H2. */
final class H2Erasure implements ErasureSteps {
  /** Takes the machine's id, then the instance's, of which one is empty. */
  private static final String UPLOADS =
      "(SELECT id FROM syncer_upload WHERE creator_uid = NULLIF(CAST(? AS varchar), '')"
          + " OR uid = NULLIF(CAST(? AS varchar), ''))";

  private static final String SAME_GROUP =
      " t.grain = d.grain AND t.start = d.start AND t.dimension = d.dimension"
          + " AND t.label = d.label";

  private static final String COUNTED =
      """
      INSERT INTO delta
      SELECT 'hour', DATE_TRUNC('HOUR', happened), dimension, label, member, COUNT(*)
      FROM fact WHERE batch < (SELECT batch FROM rolled_up)
        AND (machine_id = NULLIF(CAST(? AS varchar), '') OR uid = NULLIF(CAST(? AS varchar), '')
          OR upload IN
      """
          + UPLOADS
          + ") GROUP BY DATE_TRUNC('HOUR', happened), dimension, label, member";

  private static final String SUBTRACT =
      "UPDATE total t SET events = events"
          + " - (SELECT SUM(d.events) FROM delta d WHERE"
          + SAME_GROUP
          + ") WHERE EXISTS (SELECT 1 FROM delta d WHERE"
          + SAME_GROUP
          + ")";

  /** Somebody who is still in the rows of that hour or day is still counted there. */
  private static final String STAYS =
      """
      DELETE FROM delta d WHERE member = '' OR EXISTS (
        SELECT 1 FROM fact f WHERE f.dimension = d.dimension AND f.label = d.label
          AND f.member = d.member AND f.batch < (SELECT batch FROM rolled_up)
          AND CASE d.grain WHEN 'hour' THEN DATE_TRUNC('HOUR', f.happened)
            ELSE DATE_TRUNC('DAY', f.happened) END = d.start)
      """;

  private static final String LEAVES =
      "UPDATE total t SET members = GREATEST(0, members"
          + " - (SELECT COUNT(*) FROM delta d WHERE"
          + SAME_GROUP
          + ")) WHERE EXISTS (SELECT 1 FROM delta d WHERE"
          + SAME_GROUP
          + ")";

  private static final String FORGET =
      "DELETE FROM total_member m WHERE EXISTS (SELECT 1 FROM total t JOIN delta d ON"
          + SAME_GROUP
          + " WHERE t.id = m.total AND d.member = m.member)";

  @Override
  public void mark(Connection connection, UUID mark, Instant now) throws SQLException {
    try (H2Transaction transaction = new H2Transaction(connection)) {
      transaction.run(
          "MERGE INTO erased KEY (mark) VALUES (?, ?)", mark, now.atOffset(ZoneOffset.UTC));
      transaction.commit();
    }
  }

  @Override
  public void awaitWriters(Connection connection) {
    // The mark was set by the only writer of its time.
  }

  @Override
  public long remove(Connection connection, String machineId, String uid) throws SQLException {
    try (H2Transaction transaction = new H2Transaction(connection)) {
      transaction.run(COUNTED, machineId, uid, machineId, uid);
      transaction.run(H2Maintenance.DAYS);
      long gone = removeRows(transaction, machineId, uid);
      transaction.run(SUBTRACT);
      transaction.run(STAYS);
      transaction.run(LEAVES);
      transaction.run(FORGET);
      transaction.run("DELETE FROM delta");
      // Where the rows had their time already the count stays.
      transaction.run("DELETE FROM total_member WHERE member = ?", machineId + uid);
      transaction.run(
          "DELETE FROM total_member WHERE total IN (SELECT id FROM total WHERE events <= 0)");
      transaction.run("DELETE FROM total WHERE events <= 0");
      transaction.commit();
      return gone;
    }
  }

  private static long removeRows(H2Transaction transaction, String machineId, String uid)
      throws SQLException {
    long gone = transaction.run("DELETE FROM cli_event WHERE machine_id = ?", nonEmpty(machineId));
    gone += transaction.run("DELETE FROM syncer_event WHERE upload IN " + UPLOADS, machineId, uid);
    gone += transaction.run("DELETE FROM syncer_upload WHERE id IN " + UPLOADS, machineId, uid);
    return gone
        + transaction.run(
            "DELETE FROM instance_event WHERE machine_id = ? OR uid = ?",
            nonEmpty(machineId),
            nonEmpty(uid));
  }

  private static @Nullable String nonEmpty(String id) {
    return id.isEmpty() ? null : id;
  }
}
