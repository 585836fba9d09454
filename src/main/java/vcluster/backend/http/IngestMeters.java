package vcluster.backend.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import vcluster.backend.verify.Rejection;

/** Counts what came in. */
final class IngestMeters {
  private final MeterRegistry registry;
  private final Counter accepted;
  private final Counter duplicates;

  IngestMeters(MeterRegistry registry) {
    this.registry = registry;
    this.accepted = Counter.builder("vcluster.backend.events.accepted").register(registry);
    this.duplicates = Counter.builder("vcluster.backend.events.duplicate").register(registry);
  }

  /** Reasons are phrases of ours, a few of them. */
  void count(IngestResponse report) {
    accepted.increment(report.accepted());
    duplicates.increment(report.duplicates());
    for (Rejection rejection : report.rejected()) {
      registry
          .counter("vcluster.backend.events.rejected", "reason", rejection.reason())
          .increment();
    }
  }
}
