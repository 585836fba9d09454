package vcluster.backend.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import vcluster.backend.http.ErrorAnswers;
import vcluster.backend.http.HttpConnectors;

/** The pages' own server, which never shares a port with what receives events. */
public final class DashboardServer implements AutoCloseable {
  private static final int THREADS = 8;
  private static final int HTTP = 80;

  private final Server server = new Server(new QueuedThreadPool(THREADS));
  private final ServerConnector connector;

  /**
   * Opens the port.
   *
   * @param host an address of this machine alone
   * @param port 0 for any free port
   * @param database of the role that can read what is published, and nothing else
   * @throws IOException if the port is taken
   */
  public DashboardServer(String host, int port, DataSource database, Access access, Clock clock)
      throws IOException {
    connector = HttpConnectors.add(server, host, port);
    server.setErrorHandler(new ErrorAnswers());
    String style = style();
    try {
      connector.open();
      // Ports share cookies.
      Gate gate = new Gate(hosts(host), "vcluster-dashboard-" + port(), access);
      server.setHandler(new DashboardHandler(gate, new Pages(clock), database, style));
      server.start();
    } catch (IOException e) {
      throw new IOException(
          "can't listen on %s:%d; choose another port with --port".formatted(host, port), e);
    } catch (Exception e) {
      throw new IOException("can't start: " + e.getMessage(), e);
    }
  }

  private Set<String> hosts(String host) {
    String address = host.contains(":") ? "[" + host + "]" : host;
    Set<String> hosts = new TreeSet<>();
    for (String name : List.of("localhost", "127.0.0.1", "[::1]", address)) {
      hosts.add(name + ":" + port());
      if (port() == HTTP) {
        hosts.add(name);
      }
    }
    return hosts;
  }

  private static String style() throws IOException {
    try (InputStream css = DashboardServer.class.getResourceAsStream("/dashboard/style.css")) {
      if (css == null) {
        throw new IOException("style.css is not in the program");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      // The process ends anyway.
      return;
    }
  }
}
