import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.Locale;

/**
 * Inserts the same row as the backend does, without a backend: batches over one connection, each
 * committed.
 *
 * <p>Arguments: JDBC URL, user, the statement with a place for the machine, rows in a batch,
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
        insert.setString(
            1,
            String.format("%016x", rows++ % 10_000)
                + "3a3e41b2c1d6f3b08c0d9f1e7a6b5c4d2e1f0a9b8c7d6e5f");
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
    }
    return rows * 1e9 / (System.nanoTime() - start);
  }
}
