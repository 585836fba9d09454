package vcluster.upload;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import vcluster.testing.Reply;
import vcluster.testing.TestServer;

/**
 * A CONNECT proxy on loopback that demands a password and leads to one port of this machine,
 * whatever host it is asked for.
 */
final class FakeProxy implements AutoCloseable {
  private final TestServer server = new TestServer("");
  private final int target;

  /** Demands {@code login} ({@code user:password}) and leads to {@code target}. */
  FakeProxy(String login, int target) throws IOException {
    this.target = target;
    byte[] bytes = login.getBytes(StandardCharsets.UTF_8);
    String demanded = "Basic " + Base64.getEncoder().encodeToString(bytes);
    Reply refusal = Reply.of(407).with("Proxy-Authenticate", "Basic realm=\"test\"");
    server.answersEach(
        request -> request.header("Proxy-Authorization").equals(demanded) ? this::tunnel : refusal);
  }

  /** Its host and port, for a variable. */
  String address() {
    return server.uri().getAuthority();
  }

  /** The first line of each request. */
  List<String> requests() {
    return server.requests().stream().flatMap(got -> got.head().lines().limit(1)).toList();
  }

  private void tunnel(Socket client) throws IOException {
    try (Socket backend = new Socket(InetAddress.getLoopbackAddress(), target)) {
      byte[] answer = "HTTP/1.1 200 Go ahead\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      client.getOutputStream().write(answer);
      Thread back = new Thread(() -> pump(backend, client), "proxy");
      back.setDaemon(true);
      back.start();
      pump(client, backend);
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // One side hung up, as it may.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
