package vcluster.backend.verify.redact;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import vcluster.backend.identity.KeyedHash;
import vcluster.backend.verify.Redaction;

/** Passes the words on the lists in the program's jar, and reduces all others to a class. */
public final class KnownWords implements Redaction {
  private static final Set<String> SEVERITIES = Set.of("", "warning", "error", "fatal", "panic");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._+~-]{0,100}|\\*");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:|-]*");

  private final KeyedHash hash;
  private final Vocabulary vocabulary = new Vocabulary(lines("commands.txt"), lines("options.txt"));
  private final ErrorClasses errors = ErrorClasses.read(lines("errors.txt"));
  private final HelmKeys helmKeys = HelmKeys.read(lines("helm-keys.txt"));
  private final SyncerFlags flags = new SyncerFlags(Set.copyOf(lines("controllers.txt")));

  /** Hashes texts that are not written like ids with {@code hash}. */
  public KnownWords(KeyedHash hash) {
    this.hash = hash;
  }

  @Override
  public RedactedCommand command(List<String> raw) {
    return new CommandRedactor(vocabulary).redact(raw);
  }

  @Override
  public String error(String raw) {
    return errors.of(raw);
  }

  @Override
  public String severity(String raw) {
    return SEVERITIES.contains(raw) ? raw : "*";
  }

  @Override
  public String name(String raw) {
    return NAME.matcher(raw).matches() ? raw : "*";
  }

  @Override
  public String id(String raw) {
    return ID.matcher(raw).matches() ? raw : hash.pseudonym(raw);
  }

  @Override
  public String helmKeys(JsonNode values) {
    return helmKeys.of(values);
  }

  @Override
  public String setFlags(String raw) {
    return flags.set(raw);
  }

  @Override
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
