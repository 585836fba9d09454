package vcluster.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import vcluster.backend.store.Role;
import vcluster.backend.store.TestDatabase;
import vcluster.testing.Cable;

class DatabaseOptionsTest {
  /** Twice as long as a server waits for a connection. */
  private static final int AWAY_MILLIS = 2_000;

  private static final Map<String, String> ENVIRONMENT =
      Map.of("VCLUSTER_BACKEND_HASH_KEY", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @TempDir Path folder;

  /** A machine may be so busy that a first connection takes its time. */
  @Test
  void command_waitsForADatabaseThatIsSlow() throws Exception {
    BackendContext context = SettingsTest.context(folder, ENVIRONMENT, new StringWriter());
    PGSimpleDataSource source = (PGSimpleDataSource) database.source(Role.ERASE);
    try (Cable cable = new Cable(source.getPortNumbers()[0])) {
      cable.cut();
      String url = "jdbc:postgresql://127.0.0.1:" + cable.port() + "/" + source.getDatabaseName();
      CompletableFuture<Integer> exitCode =
          CompletableFuture.supplyAsync(
              () -> BackendCommand.execute(context, "erase", "--machine-id", "m", "--db", url));

      Thread.sleep(AWAY_MILLIS);
      cable.mend();

      assertThat(exitCode.get()).isZero();
    }
  }
}
