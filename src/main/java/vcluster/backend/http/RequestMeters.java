package vcluster.backend.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.EventsHandler;
import org.eclipse.jetty.util.NanoTime;

/** Measures requests by path and status. */
final class RequestMeters extends EventsHandler {
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
    String path = request.getHttpURI().getCanonicalPath();
    Timer.builder("vcluster.backend.requests")
        .description("Requests and how long they took")
        .tag("path", paths.contains(path) ? path : "*")
        .tag("status", failure == null ? Integer.toString(status) : "broken")
        .register(registry)
        .record(NanoTime.since(request.getBeginNanoTime()), TimeUnit.NANOSECONDS);
  }
}
