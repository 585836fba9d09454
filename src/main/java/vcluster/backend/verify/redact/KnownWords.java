package vcluster.backend.verify.redact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import vcluster.backend.identity.KeyedHash;
import vcluster.backend.verify.RedactedCommand;
import vcluster.backend.verify.Redaction;

/** Lets through what is on the lists that the program brings along, and a class for the rest. */
public final class KnownWords implements Redaction {
  private static final Set<String> SEVERITIES = Set.of("", "warning", "error", "fatal", "panic");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._+~-]{0,100}|\\*");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:|-]*");

  private final KeyedHash hash;
  private final KnownCommands commands = KnownCommands.read(WordList.lines("commands.txt"));
  private final KnownOptions options = KnownOptions.read(WordList.lines("options.txt"));
  private final ErrorClasses errors = ErrorClasses.read(WordList.lines("errors.txt"));
  private final HelmKeys helmKeys = HelmKeys.read(WordList.lines("helm-keys.txt"));
  private final SyncerFlags flags = new SyncerFlags(Set.copyOf(WordList.lines("controllers.txt")));

  /** Redaction in which what is no id becomes what {@code hash} makes of them. */
  public KnownWords(KeyedHash hash) {
    this.hash = hash;
  }

  @Override
  public RedactedCommand command(List<String> raw) {
    return new CommandRedactor(commands, options).cut(raw);
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
}
