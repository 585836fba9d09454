package vcluster.files;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command line as a POSIX shell takes it back. */
public final class ShellWords {
  /** Means itself to a shell, wherever it stands; with an equals sign, only as an option. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9@%_+:,./-]+|-[A-Za-z0-9@%_+:,./=-]+");

  private ShellWords() {}

  /** The words, quoted where they need it. */
  public static String join(List<String> words) {
    return words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
  }

  private static String quote(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
