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
    this.accepted = counter("accepted", "Events that were stored");
    this.duplicates = counter("duplicate", "Events that had been stored before");
  }

  /** Reasons are a few fixed phrases of ours, so the number of series is bounded. */
  void count(IngestResponse report) {
    accepted.increment(report.accepted());
    duplicates.increment(report.duplicates());
    for (Rejection rejection : report.rejected()) {
      counter("rejected", "Events that were not stored", "reason", rejection.reason()).increment();
    }
  }

  private Counter counter(String name, String description, String... tags) {
    return Counter.builder("vcluster.backend.events." + name)
        .description(description)
        .tags(tags)
        .register(registry);
  }
}
