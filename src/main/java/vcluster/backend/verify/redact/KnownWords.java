package vcluster.backend.verify.redact;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import vcluster.backend.record.KeyedHash;

/**
 * Reduces texts that may hold secrets to what may be stored: words on the lists in the program's
 * jar pass, all others are reduced to a class. Its methods have no side effects.
 */
public final class KnownWords {
  /**
   * What is stored of a command line.
   *
   * @param words the program and the words of the command, {@code *} for each other word
   * @param options by their longest names, separated by blanks
   */
  public record RedactedCommand(String words, String options) {}

  private static final Set<String> SEVERITIES = Set.of("", "warning", "error", "fatal", "panic");

  private static final String OTHER_ERROR = "other";

  /** Only the beginning of an error is searched, which bounds the work. */
  private static final int MAX_SEARCHED = 2_000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._+~-]{0,100}|\\*");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:|-]*");

  private final KeyedHash hash;
  private final Vocabulary vocabulary = new Vocabulary(lines("commands.txt"), lines("options.txt"));
  private final Map<String, Pattern> errors = new LinkedHashMap<>();
  private final HelmKeys helmKeys = new HelmKeys(lines("helm-keys.txt"));
  private final SyncerFlags flags = new SyncerFlags(Set.copyOf(lines("controllers.txt")));

  /** Hashes texts that are not written like ids with {@code hash}. */
  public KnownWords(KeyedHash hash) {
    this.hash = hash;
    for (String line : lines("errors.txt")) {
      String[] parts = line.split(" +", 2);
      errors.put(parts[0], Pattern.compile(parts[1], Pattern.CASE_INSENSITIVE));
    }
  }

  /** The known words and option names of a command line. */
  public RedactedCommand command(List<String> raw) {
    return new CommandRedactor(vocabulary).redact(raw);
  }

  /** The class of an error; empty for an empty text. */
  public String error(String raw) {
    if (raw.isEmpty() || raw.equals(OTHER_ERROR) || errors.containsKey(raw)) {
      return raw;
    }
    String start = raw.substring(0, Math.min(raw.length(), MAX_SEARCHED));
    return errors.entrySet().stream()
        .filter(error -> error.getValue().matcher(start).find())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(OTHER_ERROR);
  }

  /** The severity of an error: a word of a closed set, {@code *} for any other. */
  public String severity(String raw) {
    return SEVERITIES.contains(raw) ? raw : "*";
  }

  /**
   * A version, system, zone or kind unchanged; {@code *} for a text that is not written like one,
   * such as an address, a path, a URL or a sentence.
   */
  public String name(String raw) {
    return NAME.matcher(raw).matches() ? raw : "*";
  }

  /** An id unchanged; a keyed hash of a text that is not written like one, such as an e-mail. */
  public String id(String raw) {
    return ID.matcher(raw).matches() ? raw : hash.pseudonym(raw);
  }

  /** The paths of the helm values that are set, separated by blanks. */
  public String helmKeys(JsonNode values) {
    return helmKeys.of(values);
  }

  /** The names of the flags that were set, from the content of {@code syncerFlags}. */
  public String setFlags(String raw) {
    return flags.set(raw);
  }

  /** The controllers in the content of {@code syncerFlags}. */
  public String controllers(String raw) {
    return flags.controllers(raw);
  }

  /** The lines of a list, without comments and empty ones. */
  private static List<String> lines(String name) {
    try (InputStream list =
        KnownWords.class.getResourceAsStream("/vcluster/backend/redact/" + name)) {
      if (list == null) {
        throw new IllegalStateException("missing resource " + name + " (broken build)");
      }
      String text = new String(list.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
