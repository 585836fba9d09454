package vcluster.upload;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/** An HTTPS server on loopback that gives one answer and keeps what it was asked. */
final class TestServer implements AutoCloseable {
  /** To connect to it, on a machine that is merely slow. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  /** The headers of each request that got here. */
  final List<Headers> requests = new CopyOnWriteArrayList<>();

  private final HttpsServer server;
  private final int status;

  TestServer(SSLContext tls, int status) throws IOException {
    this.status = status;
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Its address under a name that its certificate may or may not have. */
  URI at(String host) {
    return URI.create("https://" + host + ":" + port() + "/");
  }

  /** Sends one request, and ends the client where the runtime can do that (21 and later). */
  static HttpResponse<String> post(Http http, URI uri) throws Exception {
    try {
      return http.client()
          .send(
              http.request(uri).POST(BodyPublishers.ofString("{}")).build(),
              BodyHandlers.ofString());
    } finally {
      if (http.client() instanceof AutoCloseable client) {
        client.close();
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    requests.add(exchange.getRequestHeaders());
    exchange.getResponseHeaders().add("Location", "/elsewhere");
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }
}
