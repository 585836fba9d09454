package vcluster.backend.http;

import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.DoSHandler;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.server.handler.ThreadLimitHandler;
import vcluster.wire.Protocol;

/** Limits what clients may ask of the server before a request is handled. */
final class LimitHandlers {
  private static final int REQUESTS = 1024;
  private static final Duration QUEUE_TIME = Duration.ofSeconds(1);
  private static final int CLIENTS = 50_000;
  private static final int BURST = 10;
  private static final int THREADS_OF_A_CLIENT = 4;

  private final ServerSettings settings;
  private final ClientAddress address;

  LimitHandlers(ServerSettings settings) {
    this.settings = settings;
    this.address = new ClientAddress(settings.trustedProxies());
  }

  /** Limits each client's rate, all requests at once, each client's threads and each body. */
  Handler around(Handler handler) {
    SizeLimitHandler size = new SizeLimitHandler(Protocol.MAX_BODY_BYTES, -1);
    size.setHandler(handler);
    return rate(requests(threads(size)));
  }

  private Handler rate(Handler handler) {
    int rate = settings.requestsPerSecond();
    if (rate == 0) {
      return handler;
    }
    return new DoSHandler(
        handler,
        address,
        new DoSHandler.LeakingBucketTrackerFactory(rate, rate * BURST, Duration.ofSeconds(10)),
        new DoSHandler.StatusRejectHandler(429),
        CLIENTS);
  }

  private static Handler requests(Handler handler) {
    QoSHandler limit = new QoSHandler(handler);
    limit.setMaxRequestCount(REQUESTS);
    limit.setMaxSuspendedRequestCount(REQUESTS);
    limit.setMaxSuspend(QUEUE_TIME);
    return limit;
  }

  private Handler threads(Handler handler) {
    ThreadLimitHandler limit =
        new ThreadLimitHandler() {
          @Override
          protected String getRemoteIP(Request request) {
            return address.apply(request);
          }
        };
    limit.setThreadLimit(THREADS_OF_A_CLIENT);
    limit.setHandler(handler);
    return limit;
  }
}
