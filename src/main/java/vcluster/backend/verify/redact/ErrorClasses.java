package vcluster.backend.verify.redact;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Sorts an error's text into a class. */
final class ErrorClasses {
  private static final String OTHER = "other";

  /** What comes later in a text says no more about its kind. */
  private static final int LOOKED_AT = 2_000;

  private final Map<String, Pattern> classes = new LinkedHashMap<>();

  /** Reads lines of a word and a pattern (errors.txt says how they are made). */
  static ErrorClasses read(List<String> lines) {
    ErrorClasses errors = new ErrorClasses();
    for (String line : lines) {
      String[] parts = line.split(" +", 2);
      errors.classes.put(parts[0], Pattern.compile(parts[1], Pattern.CASE_INSENSITIVE));
    }
    return errors;
  }

  /** The word of its class; empty for an empty text. */
  String of(String text) {
    if (text.isEmpty() || text.equals(OTHER) || classes.containsKey(text)) {
      return text;
    }
    String start = text.substring(0, Math.min(text.length(), LOOKED_AT));
    for (Map.Entry<String, Pattern> entry : classes.entrySet()) {
      if (entry.getValue().matcher(start).find()) {
        return entry.getKey();
      }
    }
    return OTHER;
  }
}
