package vcluster.syncer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import vcluster.syncer.WatchStatus.State;

/** The metrics of a syncer's telemetry, which docs/syncer.md lists. */
record SyncerMetrics(MeterRegistry registry) {
  /** Registers metrics that read {@code telemetry} at each scrape. */
  static void bind(SyncerTelemetry telemetry, MeterRegistry registry) {
    SyncerMetrics metrics = new SyncerMetrics(registry);
    SyncerCounts counts = telemetry.counts();
    metrics.events("recorded", counts.recorded(), "Recorded events, including dropped ones");
    metrics.events(
        "dropped", counts.dropped(), "Events dropped by a full buffer, a refusal or the end");
    metrics.events("uploaded", counts.uploaded(), "Events that the server accepted");
    metrics.uploads("accepted", counts.accepted());
    metrics.uploads("refused", counts.refused());
    metrics.uploads("unavailable", counts.unavailable());
    Gauge.builder("vcluster.syncer.buffer.events", telemetry, SyncerTelemetry::waiting)
        .description("Events that wait for the next upload")
        .register(registry);
    Gauge.builder("vcluster.syncer.buffer.capacity", telemetry, SyncerTelemetry::capacity)
        .description("Events that can wait")
        .register(registry);
  }

  /** Registers metrics that count the watches of each cluster in each state. */
  static void bind(Supplier<List<WatchStatus>> watches, MeterRegistry registry) {
    for (String cluster : List.of(WatchStatus.HOST, WatchStatus.VIRTUAL)) {
      for (State state : State.values()) {
        Gauge.builder("vcluster.syncer.watches", () -> count(watches.get(), cluster, state))
            .tag("cluster", cluster)
            .tag("state", state.name().toLowerCase(Locale.ROOT))
            .description("Watches by cluster and state")
            .register(registry);
      }
    }
  }

  private static long count(List<WatchStatus> watches, String cluster, State state) {
    return watches.stream()
        .filter(watch -> watch.cluster().equals(cluster) && watch.state() == state)
        .count();
  }

  private void events(String fate, LongAdder count, String description) {
    FunctionCounter.builder("vcluster.syncer.events." + fate, count, LongAdder::sum)
        .description(description)
        .register(registry);
  }

  private void uploads(String outcome, LongAdder count) {
    FunctionCounter.builder("vcluster.syncer.uploads", count, LongAdder::sum)
        .tag("outcome", outcome)
        .description("Upload attempts by outcome")
        .register(registry);
  }
}
