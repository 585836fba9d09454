package vcluster.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import vcluster.backend.store.Role;
import vcluster.backend.store.TestDatabase;
import vcluster.testing.Cable;
import vcluster.testing.Unchecked;

class DatabaseOptionsTest {
  /** Twice as long as a server waits for a connection. */
  private static final int LATE_MILLIS = 2_000;

  private static final Map<String, String> ENVIRONMENT =
      Map.of("VCLUSTER_BACKEND_HASH_KEY", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @TempDir Path folder;

  /** A machine may be so busy that a first connection takes its time. */
  @Test
  void command_waitsForADatabaseThatIsSlow() throws Exception {
    StringWriter out = new StringWriter();
    BackendContext context = SettingsTest.context(folder, ENVIRONMENT, out);
    PGSimpleDataSource source = (PGSimpleDataSource) database.source(Role.ERASE);
    try (Cable cable = new Cable(source.getPortNumbers()[0], new SlowSockets())) {
      String url = "jdbc:postgresql://127.0.0.1:" + cable.port() + "/" + source.getDatabaseName();

      assertThat(BackendCommand.execute(context, "erase", "--machine-id", "m", "--db", url))
          .isEqualTo(1);
      assertThat(out.toString()).contains("Nothing was found.");
    }
  }

  /** Sockets on which a connection is made at once, and answered late. */
  private static final class SlowSockets extends ServerSocketFactory {
    @Override
    public ServerSocket createServerSocket() throws IOException {
      return new ServerSocket() {
        @Override
        public Socket accept() throws IOException {
          Socket accepted = super.accept();
          Unchecked.run(() -> Thread.sleep(LATE_MILLIS));
          return accepted;
        }
      };
    }

    @Override
    public ServerSocket createServerSocket(int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
      throw new UnsupportedOperationException();
    }
  }
}
