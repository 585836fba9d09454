package vcluster.backend.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import vcluster.backend.verify.UnknownFields;

/** Counts unknown fields by place and type. */
public record UnknownFieldMeters(MeterRegistry registry) implements UnknownFields {
  @Override
  public void seen(String path, String type) {
    Counter.builder("vcluster.backend.unknown")
        .description("Fields and types that this version does not know")
        .tags("path", path, "type", type)
        .register(registry)
        .increment();
  }
}
