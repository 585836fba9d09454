package vcluster.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * A server on loopback that keeps what it is sent and answers as it is told to, on bare sockets: it
 * has to misbehave, and to know the order of connections.
 */
public final class TestServer implements AutoCloseable {
  /** What the server makes of a request. */
  public interface Script {
    /** The answer to a request that has just arrived. */
    Reply answer(Received request) throws Exception;
  }

  private static final int BACKLOG = 500;

  private final ServerSocket server;
  private final String url;
  private final ExecutorService threads = Executors.newCachedThreadPool(TestServer::daemon);
  private final List<Integer> ports = new CopyOnWriteArrayList<>();
  private final List<Integer> marks = new ArrayList<>();
  private final List<Received> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Received> accepted = new ConcurrentHashMap<>();
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private final Queue<Reply> next = new ConcurrentLinkedQueue<>();
  private volatile Script script = request -> Reply.of(200);

  /** Starts a server that accepts all, and whose address ends in {@code path}. */
  public TestServer(String path) throws IOException {
    this("http://127.0.0.1:", path, ServerSocketFactory.getDefault());
  }

  /** Starts one for https, under the name localhost. */
  public TestServer(String path, SSLContext tls) throws IOException {
    this("https://localhost:", path, tls.getServerSocketFactory());
  }

  private TestServer(String host, String path, ServerSocketFactory sockets) throws IOException {
    this.server = sockets.createServerSocket(0, BACKLOG, InetAddress.getByName("127.0.0.1"));
    this.url = host + server.getLocalPort() + "/" + path;
    threads.execute(this::acceptAll);
  }

  public String url() {
    return url;
  }

  public URI uri() {
    return URI.create(url);
  }

  /** Answers the next request with this, or the one behind those that have their answer already. */
  public TestServer then(Reply reply) {
    next.add(reply);
    return this;
  }

  /** Answers with this from now on. */
  public void answers(Reply reply) {
    script = request -> reply;
  }

  /** Answers with what {@code script} makes of a request that has just arrived. */
  public void answersEach(Script otherScript) {
    script = otherScript;
  }

  /** Every request that arrived whole, whatever the answer. */
  public List<Received> requests() {
    return List.copyOf(requests);
  }

  /** Waits until so many requests have arrived. */
  public void awaitRequests(int count) {
    Await.until(count + " requests have arrived", () -> requests.size() >= count);
  }

  /** What was accepted, once for each key as a real backend keeps it. */
  public List<Received> accepted() {
    return List.copyOf(accepted.values());
  }

  /** The commands in what was accepted. */
  public List<List<String>> commands() {
    return accepted().stream().flatMap(got -> got.commands().stream()).toList();
  }

  public int mostRequestsAtOnce() {
    return mostAtOnce.get();
  }

  /**
   * How many connections were begun before this call, and none that was begun after it: a
   * connection of our own marks the place, for they are taken in the order in which they began.
   */
  public synchronized int connections() {
    int port = Unchecked.get(this::mark);
    Await.until("the mark is there", () -> ports.contains(port));
    int index = ports.lastIndexOf(port);
    marks.add(index);
    return index + 1 - marks.size();
  }

  private int mark() throws IOException {
    try (Socket mark = new Socket(server.getInetAddress(), server.getLocalPort())) {
      return mark.getLocalPort();
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
        Reply first = next.poll();
        reply = first == null ? script.answer(request) : first;
        keep(request, reply);
      } finally {
        atOnce.decrementAndGet();
      }
      reply.to(client);
    } catch (Exception e) {
      // The client was killed, or the test is over.
      return;
    }
  }

  private void keep(Received request, Reply reply) {
    requests.add(request);
    if (reply.accepts()) {
      accepted.putIfAbsent(request.key(), request);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "server");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
