package vcluster.backend.verify.redact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vcluster.backend.record.KeyedHash;
import vcluster.backend.registry.Field;
import vcluster.backend.registry.Registry;

/**
 * Reduces texts that may hold secrets or names to what may be stored: words that the registry knows
 * pass, ids become keyed hashes, and {@code *} stands for all others. Its methods have no side
 * effects.
 */
public final class KnownWords {
  /**
   * What is stored of a command line.
   *
   * @param words the program and the words of the command, {@code *} for each other word
   * @param options by their longest names, separated by blanks; {@code --*} for others
   */
  public record RedactedCommand(String words, String options) {}

  static final String UNKNOWN = "*";

  private static final Pattern OFFSET = Pattern.compile("[+-]\\d{2}(\\d{2})?");
  private static final Pattern API_VERSION = Pattern.compile("v[1-9]((alpha|beta)[1-9])?");

  private final KeyedHash hash;
  private final Registry registry = new Registry();
  private final Versions versions = new Versions(registry.versionSuffixes());
  private final Errors errors = new Errors(registry.errors());
  private final Distros distros = new Distros(registry);
  private final HelmKeys helmKeys = new HelmKeys(registry.helmValues());
  private final SyncerFlags flags = new SyncerFlags(registry);

  /** Hashes ids with {@code hash}. */
  public KnownWords(KeyedHash hash) {
    this.hash = hash;
  }

  /**
   * The known words and option names of a command line.
   *
   * @param version of the program, which says what aliases stand for
   */
  public RedactedCommand command(List<String> raw, String version) {
    return new CommandRedactor(registry.commands(), version).redact(raw);
  }

  /** The class of an error; empty for an empty text. */
  public String error(String raw) {
    return errors.classOf(raw);
  }

  /**
   * A word of a closed list.
   *
   * @param kind such as {@code os} ({@link Registry#has})
   */
  public String word(String kind, String raw) {
    return known(raw, registry.has(kind, raw));
  }

  /** The abbreviation of a time zone, or its offset where it has none. */
  public String zone(String raw) {
    return known(raw, registry.has("zone", raw) || OFFSET.matcher(raw).matches());
  }

  /** A version of vCluster, such as {@code 0.20.0-beta.5}. */
  public String version(String raw) {
    return versions.vcluster(raw);
  }

  /** A version of Kubernetes, such as {@code v1.26.0+k3s1}. */
  public String kubernetesVersion(String raw) {
    return versions.kubernetes(raw);
  }

  /**
   * The distribution of a virtual cluster.
   *
   * @param name as the syncer reports it, which from 0.20 on is the name that the user chose
   * @param version of the syncer
   * @param helmValues which say it from 0.20 on
   */
  public String distro(String name, String version, JsonNode helmValues) {
    return distros.of(name, version, helmValues);
  }

  /** An API group that Kubernetes or vCluster defines; {@code core} is the one without a name. */
  public String group(String raw) {
    return known(raw, registry.hasGroup(raw));
  }

  /** The version of an API, such as {@code v1beta1}. */
  public String apiVersion(String raw) {
    return known(raw, API_VERSION.matcher(raw).matches());
  }

  /** A kind that its group defines. */
  public String kind(String group, String raw) {
    return known(raw, registry.hasKind(group, raw));
  }

  /** The keyed hash of an id; null for an empty text. */
  public @Nullable UUID id(String raw) {
    return hash.pseudonym(raw);
  }

  /** The fields of a kind of event ({@link Registry#fields}). */
  public Field fields(String kind) {
    return registry.fields(kind);
  }

  /** The key that ids are hashed with. */
  public KeyedHash hash() {
    return hash;
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

  private static String known(String raw, boolean isKnown) {
    return isKnown || raw.isEmpty() ? raw : UNKNOWN;
  }
}
