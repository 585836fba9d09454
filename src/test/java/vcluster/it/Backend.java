package vcluster.it;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import vcluster.testing.Await;

/**
 * A server on loopback that keeps what it is sent and answers as it is told to, on bare sockets: it
 * has to misbehave, and to know the order of connections.
 */
final class Backend implements AutoCloseable {
  private static final int BACKLOG = 500;

  private final ServerSocket server;
  private final String url;
  private final ExecutorService threads = Executors.newCachedThreadPool(Backend::daemon);
  private final List<Integer> ports = new CopyOnWriteArrayList<>();
  private final List<Integer> marks = new ArrayList<>();
  private final List<Received> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Received> accepted = new ConcurrentHashMap<>();
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private volatile Function<Received, Reply> script = request -> Reply.of(200);

  /** Starts a server whose address ends in {@code path}. */
  Backend(String path) throws IOException {
    this("http://127.0.0.1:", path, ServerSocketFactory.getDefault());
  }

  /** Starts a server for https, under the name localhost. */
  Backend(String path, SSLContext tls) throws IOException {
    this("https://localhost:", path, tls.getServerSocketFactory());
  }

  private Backend(String host, String path, ServerSocketFactory sockets) throws IOException {
    this.server = sockets.createServerSocket(0, BACKLOG, InetAddress.getByName("127.0.0.1"));
    this.url = host + server.getLocalPort() + "/" + path;
    threads.execute(this::acceptAll);
  }

  String url() {
    return url;
  }

  /** Answers with this from now on. */
  void answers(Reply reply) {
    script = request -> reply;
  }

  /** Answers with what {@code script} makes of a request that has just arrived. */
  void answers(Function<Received, Reply> otherScript) {
    script = otherScript;
  }

  /** Every request that arrived whole, whatever the answer. */
  List<Received> requests() {
    return List.copyOf(requests);
  }

  /** What was accepted, once for each key as a real backend keeps it. */
  List<Received> accepted() {
    return List.copyOf(accepted.values());
  }

  int mostRequestsAtOnce() {
    return mostAtOnce.get();
  }

  /**
   * How many connections were begun before this call, and none that was begun after it: a
   * connection of our own marks the place, for they are taken in the order in which they began.
   */
  synchronized int connections() {
    try (Socket mark = new Socket(server.getInetAddress(), server.getLocalPort())) {
      int port = mark.getLocalPort();
      Await.until("the mark is there", () -> ports.contains(port));
      int index = ports.lastIndexOf(port);
      marks.add(index);
      return index + 1 - marks.size();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket client = server.accept();
        ports.add(client.getPort());
        threads.execute(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed: the test is over.
      return;
    }
  }

  private void serve(Socket client) {
    try (client) {
      Received request = Received.read(client.getInputStream());
      mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
      Reply reply;
      try {
        reply = script.apply(request);
        keep(request, reply);
      } finally {
        atOnce.decrementAndGet();
      }
      answer(client, reply);
    } catch (IOException e) {
      // A client that was killed.
      return;
    }
  }

  private void keep(Received request, Reply reply) {
    requests.add(request);
    if (reply.accepts()) {
      accepted.putIfAbsent(request.key(), request);
    }
  }

  private static void answer(Socket client, Reply reply) throws IOException {
    if (!reply.answered()) {
      client.getInputStream().read();
      return;
    }
    OutputStream out = client.getOutputStream();
    out.write(reply.text().getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "backend");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
