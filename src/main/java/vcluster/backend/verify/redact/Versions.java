package vcluster.backend.verify.redact;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reduces versions to their grammar: numbers, and what releases and distributions are known to add.
 * Other additions become {@code -*}, other texts {@code *}.
 */
final class Versions {
  private static final Pattern VCLUSTER =
      Pattern.compile("(v?\\d\\.\\d{1,3}\\.\\d{1,3})([+-].*)?", Pattern.DOTALL);
  private static final Pattern PRE_RELEASE =
      Pattern.compile("-(SNAPSHOT|(alpha|beta|rc|dev|next|next\\.internal)\\.?\\d{0,3})");

  private static final Pattern KUBERNETES =
      Pattern.compile("(v?1\\.\\d{1,2}\\.\\d{1,3})([+-].*)?", Pattern.DOTALL);

  private final List<Pattern> suffixes;

  /** Knows these additions of distributions of Kubernetes. */
  Versions(List<Pattern> suffixes) {
    this.suffixes = suffixes;
  }

  String vcluster(String raw) {
    return reduce(raw, VCLUSTER, List.of(PRE_RELEASE));
  }

  String kubernetes(String raw) {
    return reduce(raw, KUBERNETES, suffixes);
  }

  private static String reduce(String raw, Pattern grammar, List<Pattern> suffixes) {
    Matcher version = grammar.matcher(raw);
    if (!version.matches()) {
      return raw.isEmpty() ? raw : KnownWords.UNKNOWN;
    }
    String suffix = version.group(2);
    boolean isKnown =
        suffix == null || suffixes.stream().anyMatch(known -> known.matcher(suffix).matches());
    return isKnown ? raw : version.group(1) + "-" + KnownWords.UNKNOWN;
  }
}
