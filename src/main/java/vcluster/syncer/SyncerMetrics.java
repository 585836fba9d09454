package vcluster.syncer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** The metrics of a syncer's telemetry, which docs/syncer.md lists. */
final class SyncerMetrics {
  private static final String UPLOADS = "vcluster.syncer.uploads";

  private SyncerMetrics() {}

  /** Registers metrics that read {@code telemetry} at each scrape. */
  static void bind(SyncerTelemetry telemetry, MeterRegistry registry) {
    SyncerCounts counts = telemetry.counts();
    FunctionCounter.builder("vcluster.syncer.events.recorded", counts, SyncerCounts::recorded)
        .description("Recorded events, including dropped ones")
        .register(registry);
    FunctionCounter.builder("vcluster.syncer.events.dropped", counts, SyncerCounts::dropped)
        .description("Events dropped by a full buffer, a refusal or the end")
        .register(registry);
    FunctionCounter.builder("vcluster.syncer.events.uploaded", counts, SyncerCounts::uploaded)
        .description("Events that the server accepted")
        .register(registry);
    uploads(registry, counts, "accepted", SyncerCounts::accepted);
    uploads(registry, counts, "refused", SyncerCounts::refused);
    uploads(registry, counts, "unavailable", SyncerCounts::unavailable);
    Gauge.builder("vcluster.syncer.buffer.events", telemetry, SyncerTelemetry::waiting)
        .description("Events that wait for the next upload")
        .register(registry);
    Gauge.builder("vcluster.syncer.buffer.capacity", telemetry, SyncerTelemetry::capacity)
        .description("Events that can wait")
        .register(registry);
  }

  private static void uploads(
      MeterRegistry registry,
      SyncerCounts counts,
      String outcome,
      ToDoubleFunction<SyncerCounts> count) {
    FunctionCounter.builder(UPLOADS, counts, count)
        .tag("outcome", outcome)
        .description("Upload attempts by outcome")
        .register(registry);
  }
}
