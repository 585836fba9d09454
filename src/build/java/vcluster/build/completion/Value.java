package vcluster.build.completion;

import java.util.List;
import java.util.Locale;

/**
 * What may be typed at one place of a command line.
 *
 * @param words the words of the closed set, if it is one
 */
record Value(Kind kind, List<String> words) {
  static final Value NONE = new Value(Kind.NONE, List.of());
  static final Value FREE = new Value(Kind.FREE, List.of());
  static final Value FILE = new Value(Kind.FILE, List.of());
  static final Value FOLDER = new Value(Kind.FOLDER, List.of());
  static final Value LINE = new Value(Kind.LINE, List.of());
  static final Value PATH = new Value(Kind.PATH, List.of());

  enum Kind {
    /** Nothing: the option is a flag. */
    NONE,
    /** Anything, so there is nothing to offer. */
    FREE,
    WORDS,
    FILE,
    FOLDER,
    /** A command line of this program, from the top. */
    LINE,
    /** The names of a command of this program, from the top. */
    PATH
  }

  Value {
    words = List.copyOf(words);
    for (String word : words) {
      // The scripts take the words apart at the spaces.
      if (word.isEmpty() || word.indexOf(' ') >= 0) {
        throw new IllegalArgumentException("can't be completed: \"" + word + "\"");
      }
    }
  }

  static Value oneOf(List<String> words) {
    return new Value(Kind.WORDS, words);
  }

  /** As the scripts have it: the kind, then the words. */
  String text() {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return words.isEmpty() ? name : name + " " + String.join(" ", words);
  }
}
