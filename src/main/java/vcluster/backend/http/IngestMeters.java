package vcluster.backend.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import vcluster.backend.verify.Verdict.Rejection;

/** Counts the events of requests by what became of them. */
final class IngestMeters {
  private final MeterRegistry registry;
  private final Counter accepted;
  private final Counter duplicates;

  IngestMeters(MeterRegistry registry) {
    this.registry = registry;
    this.accepted = Counter.builder("vcluster.backend.events.accepted").register(registry);
    this.duplicates = Counter.builder("vcluster.backend.events.duplicate").register(registry);
  }

  /** Reasons are a few fixed phrases of ours, so the number of series is bounded. */
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
