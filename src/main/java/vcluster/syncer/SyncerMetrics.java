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
    SyncerCounts tally = telemetry.tally();
    FunctionCounter.builder("vcluster.syncer.events.recorded", tally, SyncerCounts::recorded)
        .description("Events handed in, dropped ones included")
        .register(registry);
    FunctionCounter.builder("vcluster.syncer.events.dropped", tally, SyncerCounts::dropped)
        .description("Events that found no room, or that the server refused")
        .register(registry);
    FunctionCounter.builder("vcluster.syncer.events.uploaded", tally, SyncerCounts::uploaded)
        .description("Events that the server accepted")
        .register(registry);
    uploads(registry, tally, "accepted", SyncerCounts::accepted);
    uploads(registry, tally, "refused", SyncerCounts::refused);
    uploads(registry, tally, "unavailable", SyncerCounts::unavailable);
    Gauge.builder("vcluster.syncer.buffer.events", telemetry, SyncerTelemetry::waiting)
        .description("Events that wait for the next upload")
        .register(registry);
    Gauge.builder("vcluster.syncer.buffer.capacity", telemetry, SyncerTelemetry::capacity)
        .description("Events that can wait")
        .register(registry);
  }

  private static void uploads(
      MeterRegistry registry,
      SyncerCounts tally,
      String outcome,
      ToDoubleFunction<SyncerCounts> count) {
    FunctionCounter.builder(UPLOADS, tally, count)
        .tag("outcome", outcome)
        .description("Attempts to upload, by what came of them")
        .register(registry);
  }
}
