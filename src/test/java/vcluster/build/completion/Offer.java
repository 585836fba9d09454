package vcluster.build.completion;

/**
 * A word that a shell offers.
 *
 * @param note what it shows beside the word; empty if nothing
 */
record Offer(String word, String note) {
  static Offer parse(String line) {
    int tab = line.indexOf('\t');
    return tab < 0
        ? new Offer(line, "")
        : new Offer(line.substring(0, tab), line.substring(tab + 1));
  }

  /** The word alone; some shells mark folders at once, some only once one is chosen. */
  String plain() {
    return word.endsWith("/") ? word.substring(0, word.length() - 1) : word;
  }
}
