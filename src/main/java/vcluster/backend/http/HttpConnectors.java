package vcluster.backend.http;

import java.time.Duration;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The ports of our servers, with what no client may exceed. */
public final class HttpConnectors {
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final int HEADER_BYTES = 8192;

  private HttpConnectors() {}

  /**
   * Gives a server another port, which is still to be opened.
   *
   * @param port 0 for any free port
   */
  public static ServerConnector add(Server server, String host, int port) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new SingleReaderConnections(http));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    server.addConnector(connector);
    return connector;
  }
}
