package vcluster.backend.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import vcluster.backend.verify.UnknownFields;

/**
 * Counts unknown fields by path and type. Of the paths that consist of plain names the first 200
 * are counted by name, all others together as {@code *}.
 */
public final class UnknownFieldMeters implements UnknownFields {
  private static final int MAX_PATHS = 200;
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z][A-Za-z_]{0,39}){1,6}");
  private static final String REST = "*";

  private final MeterRegistry registry;
  private final Set<String> paths = ConcurrentHashMap.newKeySet();

  /** Counts unknown fields in {@code registry}. */
  public UnknownFieldMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void seen(String path, String type) {
    Counter.builder("vcluster.backend.unknown")
        .description("Fields and types that this version does not know")
        .tags("path", label(path), "type", type)
        .register(registry)
        .increment();
  }

  private String label(String path) {
    if (paths.contains(path)) {
      return path;
    }
    if (paths.size() >= MAX_PATHS || !PATH.matcher(path).matches()) {
      return REST;
    }
    paths.add(path);
    return path;
  }
}
