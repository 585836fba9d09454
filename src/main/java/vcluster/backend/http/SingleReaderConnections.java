package vcluster.backend.http;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Makes connections that one thread at a time reads.
 *
 * <p>Jetty answers a request that it can't parse in another thread, which reads on once it has
 * answered. In Jetty 12.1.14, the first thread may not be done then: it gives the buffer back to
 * the pool while the other fills it, and the next connection to get that buffer takes the bytes of
 * this client for its own request or answer.
 */
final class SingleReaderConnections extends HttpConnectionFactory {
  SingleReaderConnections(HttpConfiguration http) {
    super(http);
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    HttpConnection connection =
        new SingleReaderConnection(getHttpConfiguration(), connector, endPoint);
    connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
    return configure(connection, connector, endPoint);
  }

  private static final class SingleReaderConnection extends HttpConnection {
    private final Lock reading = new ReentrantLock();

    SingleReaderConnection(HttpConfiguration http, Connector connector, EndPoint endPoint) {
      super(http, connector, endPoint);
    }

    @Override
    public void onFillable() {
      reading.lock();
      try {
        super.onFillable();
      } finally {
        reading.unlock();
      }
    }
  }
}
