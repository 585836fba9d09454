package vcluster.backend.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.EventsHandler;
import org.eclipse.jetty.util.NanoTime;

/** Measures requests by path and status. */
final class RequestMeters extends EventsHandler {
  /** Up to the longest wait for a commit, and to what a slow body may take. */
  private static final Duration[] BUCKETS =
      IntStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 60_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final Set<String> paths;

  /** All paths but these count as one, {@code *}. */
  RequestMeters(Handler handler, MeterRegistry registry, Set<String> paths) {
    super(handler);
    this.registry = registry;
    this.paths = paths;
  }

  @Override
  protected void onComplete(Request request, int status, HttpFields headers, Throwable failure) {
    String path = request.getHttpURI().getPath();
    Timer.builder("vcluster.backend.requests")
        .description("Requests and how long they took")
        .serviceLevelObjectives(BUCKETS)
        .tag("path", paths.contains(path) ? path : "*")
        .tag("status", failure == null ? Integer.toString(status) : "broken")
        .register(registry)
        .record(NanoTime.since(request.getBeginNanoTime()), TimeUnit.NANOSECONDS);
  }
}
