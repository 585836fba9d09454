import static java.nio.charset.StandardCharsets.US_ASCII;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.Locale;
import java.util.UUID;

/**
 * Inserts the same row as the backend does, without a backend: batches over one connection, each
 * committed.
 *
 * <p>Arguments: JDBC URL, user, the statement with places for shard and machine, rows in a batch,
 * seconds.
 */
public final class JdbcLoad {
  private JdbcLoad() {}

  public static void main(String[] arguments) throws Exception {
    int batch = Integer.parseInt(arguments[3]);
    int seconds = Integer.parseInt(arguments[4]);
    String url = arguments[0] + "?reWriteBatchedInserts=true";
    try (Connection connection = DriverManager.getConnection(url, arguments[1], "");
        PreparedStatement insert = connection.prepareStatement(arguments[2])) {
      connection.setAutoCommit(false);
      write(insert, connection, batch, 2);
      System.out.printf(Locale.ROOT, "rows/s %.0f%n", write(insert, connection, batch, seconds));
    }
  }

  private static double write(
      PreparedStatement insert, Connection connection, int batch, int seconds) throws Exception {
    long start = System.nanoTime();
    long rows = 0;
    while (System.nanoTime() - start < seconds * 1_000_000_000L) {
      for (int i = 0; i < batch; i++) {
        UUID member = UUID.nameUUIDFromBytes(Long.toString(rows++ % 10_000).getBytes(US_ASCII));
        insert.setInt(1, (int) (member.getMostSignificantBits() >>> 59));
        insert.setObject(2, member);
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
    }
    return rows * 1e9 / (System.nanoTime() - start);
  }
}
