package vcluster.backend.verify.redact;

import java.util.List;
import vcluster.backend.registry.Registry.ErrorClass;

/** Reduces the texts of errors to their classes. */
final class Errors {
  private static final String OTHER = "other";

  /** Only the beginning of an error is searched, which bounds the work. */
  private static final int MAX_SEARCHED = 2_000;

  private final List<ErrorClass> classes;

  Errors(List<ErrorClass> classes) {
    this.classes = classes;
  }

  /** The first class that fits; a text that is the name of a class already stays. */
  String classOf(String raw) {
    if (raw.isEmpty()
        || raw.equals(OTHER)
        || classes.stream().anyMatch(it -> it.name().equals(raw))) {
      return raw;
    }
    String start = raw.substring(0, Math.min(raw.length(), MAX_SEARCHED));
    for (ErrorClass error : classes) {
      if (error.name().isEmpty()) {
        start = error.pattern().matcher(start).replaceAll("");
      } else if (error.pattern().matcher(start).find()) {
        return error.name();
      }
    }
    return OTHER;
  }
}
