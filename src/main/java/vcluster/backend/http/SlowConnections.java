package vcluster.backend.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections on which no request begins or ends for a while. An idle timeout alone would
 * let a client hold a connection with a byte now and then.
 */
final class SlowConnections extends AbstractLifeCycle implements Connection.Listener {
  private record Seen(long messages, long nanoTime) {}

  private final Map<Connection, Seen> connections = new ConcurrentHashMap<>();
  private final Scheduler scheduler;
  private final Duration limit;

  SlowConnections(Scheduler scheduler, Duration limit) {
    this.scheduler = scheduler;
    this.limit = limit;
  }

  @Override
  protected void doStart() {
    later();
  }

  @Override
  public void onOpened(Connection connection) {
    connections.put(connection, look(connection));
  }

  @Override
  public void onClosed(Connection connection) {
    connections.remove(connection);
  }

  private void later() {
    scheduler.schedule(this::sweep, limit.dividedBy(10));
  }

  private void sweep() {
    try {
      connections.forEach(this::sweep);
    } finally {
      if (isStarted() || isStarting()) {
        later();
      }
    }
  }

  private void sweep(Connection connection, Seen seen) {
    Seen now = look(connection);
    if (now.messages() != seen.messages()) {
      connections.replace(connection, seen, now);
    } else if (now.nanoTime() - seen.nanoTime() > limit.toNanos()) {
      // Closing the connection instead would wait for the request that is under way.
      connection.getEndPoint().close();
    }
  }

  private static Seen look(Connection connection) {
    return new Seen(connection.getMessagesIn() + connection.getMessagesOut(), NanoTime.now());
  }
}
