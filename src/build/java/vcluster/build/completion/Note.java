package vcluster.build.completion;

/** What a shell shows beside a word: the first sentence of a description, on one line. */
final class Note {
  private Note() {}

  static String of(String... description) {
    String text = String.join(" ", description).replace("%n", " ").replace("%%", "%");
    text = onOneLine(text);
    text = text.substring(0, endOfSentence(text));
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  /** Blanks, and whatever a terminal would obey rather than show, become single spaces. */
  private static String onOneLine(String text) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isWhitespace(c) && !Character.isISOControl(c)) {
        line.append(c);
      } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
        line.append(' ');
      }
    }
    return line.toString().strip();
  }

  /** A dot ends a sentence if a new one begins behind it, unlike the dots of "e.g. this". */
  private static int endOfSentence(String text) {
    int dot = text.indexOf(". ");
    while (dot >= 0 && !Character.isUpperCase(text.charAt(dot + 2))) {
      dot = text.indexOf(". ", dot + 1);
    }
    return dot < 0 ? text.length() : dot + 1;
  }
}
