package vcluster.syncer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** The figures of a syncer's telemetry under the names that docs/syncer.md lists. */
final class SyncerMetrics {
  private static final String UPLOADS = "vcluster.syncer.uploads";

  private SyncerMetrics() {}

  /** Has the registry ask {@code telemetry} whenever it is asked itself. */
  static void bind(SyncerTelemetry telemetry, MeterRegistry registry) {
    Tally tally = telemetry.tally();
    FunctionCounter.builder("vcluster.syncer.events.recorded", tally, Tally::recorded)
        .description("Events handed in, dropped ones included")
        .register(registry);
    FunctionCounter.builder("vcluster.syncer.events.dropped", tally, Tally::dropped)
        .description("Events that found no room, or that the server refused")
        .register(registry);
    FunctionCounter.builder("vcluster.syncer.events.uploaded", tally, Tally::uploaded)
        .description("Events that the server accepted")
        .register(registry);
    uploads(registry, tally, "accepted", Tally::accepted);
    uploads(registry, tally, "refused", Tally::refused);
    uploads(registry, tally, "unavailable", Tally::unavailable);
    Gauge.builder("vcluster.syncer.buffer.events", telemetry, SyncerTelemetry::waiting)
        .description("Events that wait for the next upload")
        .register(registry);
    Gauge.builder("vcluster.syncer.buffer.capacity", telemetry, SyncerTelemetry::capacity)
        .description("Events that can wait")
        .register(registry);
  }

  private static void uploads(
      MeterRegistry registry, Tally tally, String outcome, ToDoubleFunction<Tally> count) {
    FunctionCounter.builder(UPLOADS, tally, count)
        .tag("outcome", outcome)
        .description("Attempts to upload, by what came of them")
        .register(registry);
  }
}
