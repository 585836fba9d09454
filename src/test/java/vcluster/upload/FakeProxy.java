package vcluster.upload;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import vcluster.testing.Received;

/**
 * A CONNECT proxy on loopback that demands a password and leads to one port of this machine,
 * whatever host it is asked for.
 */
final class FakeProxy implements AutoCloseable {
  final List<String> requests = new CopyOnWriteArrayList<>();

  private final ServerSocket listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Socket> open = new ArrayList<>();
  private final String demanded;
  private final int target;
  private boolean closed;

  /** Demands {@code login} ({@code user:password}) and leads to {@code target}. */
  FakeProxy(String login, int target) throws IOException {
    byte[] bytes = login.getBytes(StandardCharsets.UTF_8);
    this.demanded = "proxy-authorization: basic " + Base64.getEncoder().encodeToString(bytes);
    this.target = target;
    threads.execute(this::accept);
  }

  /** Its host and port, for a variable. */
  String address() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    synchronized (open) {
      closed = true;
      for (Socket socket : open) {
        socket.close();
      }
    }
    threads.shutdown();
    try {
      if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
        throw new IOException("a thread of the proxy does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = keep(listener.accept());
        threads.execute(() -> serve(client));
      }
    } catch (IOException e) {
      // The listener was closed: the test is over.
      return;
    }
  }

  private void serve(Socket client) {
    try (client) {
      List<String> head = Received.read(client.getInputStream()).head().lines().toList();
      requests.add(head.get(0));
      boolean known = head.stream().anyMatch(this::isDemanded);
      if (!known) {
        answer(
            client,
            "407 Who are you\r\nProxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0");
        return;
      }
      try (Socket server = keep(new Socket(InetAddress.getLoopbackAddress(), target))) {
        answer(client, "200 Go ahead");
        threads.execute(() -> pump(server, client));
        pump(client, server);
      }
    } catch (IOException e) {
      // One side hung up, as it may.
      return;
    }
  }

  private boolean isDemanded(String header) {
    int value = demanded.lastIndexOf(' ');
    return header.length() == demanded.length()
        && header.substring(0, value).toLowerCase(Locale.ROOT).equals(demanded.substring(0, value))
        && header.substring(value).equals(demanded.substring(value));
  }

  private static void answer(Socket client, String head) throws IOException {
    client
        .getOutputStream()
        .write(("HTTP/1.1 " + head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
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

  private Socket keep(Socket socket) throws IOException {
    synchronized (open) {
      if (closed) {
        socket.close();
      }
      open.add(socket);
    }
    return socket;
  }
}
