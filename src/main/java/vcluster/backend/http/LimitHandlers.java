package vcluster.backend.http;

import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.server.handler.ThreadLimitHandler;
import org.jspecify.annotations.Nullable;
import vcluster.wire.Protocol;

/** Limits what clients may ask of the server before a request is handled. */
final class LimitHandlers {
  private static final int REQUESTS = 1024;
  private static final Duration QUEUE_TIME = Duration.ofSeconds(1);
  private static final int THREADS_OF_A_CLIENT = 4;

  private LimitHandlers() {}

  /** Limits all requests at once, each client's threads and each body. */
  static Handler around(Handler handler) {
    SizeLimitHandler size = new SizeLimitHandler(Protocol.MAX_BODY_BYTES, -1);
    size.setHandler(handler);
    return requests(threads(size));
  }

  private static Handler requests(Handler handler) {
    QoSHandler limit = new QoSHandler(handler);
    limit.setMaxRequestCount(REQUESTS);
    limit.setMaxSuspendedRequestCount(REQUESTS);
    limit.setMaxSuspend(QUEUE_TIME);
    return limit;
  }

  private static Handler threads(Handler handler) {
    ThreadLimitHandler limit =
        new ThreadLimitHandler() {
          @Override
          protected @Nullable String getRemoteIP(Request request) {
            String client = ClientLimits.address(request);
            return client.isEmpty() ? null : client;
          }
        };
    limit.setThreadLimit(THREADS_OF_A_CLIENT);
    limit.setHandler(handler);
    return limit;
  }
}
