package vcluster.helm;

/** An option of helm's that takes a list in one word, parted by commas as in a CSV file. */
final class ListOption {
  private ListOption() {}

  /** A list of this one element. */
  static String of(String element) {
    boolean plain = element.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? element : '"' + element.replace("\"", "\"\"") + '"';
  }
}
