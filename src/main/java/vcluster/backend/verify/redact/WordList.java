package vcluster.backend.verify.redact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The lists of known words that the program brings along. */
final class WordList {
  private WordList() {}

  /** The lines of a list; empty ones and comments aside. */
  static List<String> lines(String name) {
    try (InputStream list =
        WordList.class.getResourceAsStream("/vcluster/backend/redact/" + name)) {
      if (list == null) {
        throw new IllegalStateException("the program lacks its list " + name);
      }
      String text = new String(list.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
