package vcluster.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vcluster.testing.Await;

class SingleReaderConnectionsTest {
  private final AtomicInteger reads = new AtomicInteger();
  private final Queue<Integer> readsMeanwhile = new ConcurrentLinkedQueue<>();
  private final Server server = new Server(new OvertakingPool());

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @Test
  void requestThatCannotBeParsed_isAnsweredFirst_andReadOnOnlyAfterwards() throws Exception {
    HttpConfiguration http = new HttpConfiguration();
    CountingConnector connector = new CountingConnector(new SingleReaderConnections(http));
    server.addConnector(connector);
    server.start();
    String head = "GET / HTTP/1.1\r\nX-Long: " + "v".repeat(3 * http.getRequestHeaderSize());

    try (Socket client = new Socket("127.0.0.1", connector.getLocalPort())) {
      client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      Await.until("the request is answered", () -> !readsMeanwhile.isEmpty());
    }

    assertThat(readsMeanwhile).containsExactly(0);
  }

  private final class CountingConnector extends ServerConnector {
    CountingConnector(HttpConnectionFactory connections) {
      super(server, 1, 1, connections);
      setHost("127.0.0.1");
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(
        SocketChannel channel, ManagedSelector selector, SelectionKey key) {
      return new SocketChannelEndPoint(channel, selector, key, getScheduler()) {
        @Override
        public int fill(ByteBuffer buffer) throws IOException {
          reads.incrementAndGet();
          return super.fill(buffer);
        }
      };
    }
  }

  /** The thread that finds a request bad goes on only after that which answers it. */
  private final class OvertakingPool extends QueuedThreadPool {
    @Override
    public boolean tryExecute(Runnable task) {
      if (HttpConnection.getCurrentConnection() == null) {
        return super.tryExecute(task);
      }
      int before = reads.get();
      run(task);
      readsMeanwhile.add(reads.get() - before);
      return true;
    }

    @Override
    public void execute(Runnable task) {
      if (task instanceof HttpConnection) {
        run(task);
      } else {
        super.execute(task);
      }
    }

    /** Runs it in a thread of its own, until it ends or waits for another thread. */
    private static void run(Runnable task) {
      Thread thread = new Thread(task);
      thread.start();
      while (thread.isAlive() && thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
  }
}
