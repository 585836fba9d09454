package vcluster.backend.verify.redact;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reduces the text of an error to its class. */
final class ErrorClasses {
  private static final String OTHER = "other";

  /** Only the beginning of a text is searched, which bounds the work. */
  private static final int MAX_SEARCHED = 2_000;

  private final Map<String, Pattern> classes = new LinkedHashMap<>();

  /** Reads lines of a class and its pattern (errors.txt). */
  static ErrorClasses read(List<String> lines) {
    ErrorClasses errors = new ErrorClasses();
    for (String line : lines) {
      String[] parts = line.split(" +", 2);
      errors.classes.put(parts[0], Pattern.compile(parts[1], Pattern.CASE_INSENSITIVE));
    }
    return errors;
  }

  /** The class of an error; empty for an empty text. */
  String of(String text) {
    if (text.isEmpty() || text.equals(OTHER) || classes.containsKey(text)) {
      return text;
    }
    String start = text.substring(0, Math.min(text.length(), MAX_SEARCHED));
    for (Map.Entry<String, Pattern> entry : classes.entrySet()) {
      if (entry.getValue().matcher(start).find()) {
        return entry.getKey();
      }
    }
    return OTHER;
  }
}
