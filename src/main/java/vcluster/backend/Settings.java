package vcluster.backend;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vcluster.server.ServerException;
import vcluster.usage.UsageError;

/**
 * Settings from the environment ({@code VCLUSTER_BACKEND_} and the name in capitals), else from a
 * properties file. Secrets are read only here, since every user of the machine can see arguments.
 */
final class Settings {
  private static final String PREFIX = "VCLUSTER_BACKEND_";

  /**
   * Kubernetes sets {@code VCLUSTER_BACKEND_PORT} so where a Service is called vcluster-backend.
   */
  private static final String SERVICE_LINK = "tcp://";

  /** Anything else could be a secret in the wrong place. */
  private static final Pattern NAME = Pattern.compile("[a-z._-]{1,40}");

  private final Map<String, String> environment;
  private final Properties file;

  private Settings(Map<String, String> environment, Properties file) {
    this.environment = environment;
    this.file = file;
  }

  /**
   * Combines the environment with a properties file.
   *
   * @throws ServerException if the file can't be read
   */
  static Settings of(Map<String, String> environment, Optional<Path> file) throws ServerException {
    Properties properties = new Properties();
    if (file.isPresent()) {
      try (Reader in = Files.newBufferedReader(file.get(), StandardCharsets.UTF_8)) {
        properties.load(in);
      } catch (IOException | IllegalArgumentException e) {
        // The message of an IllegalArgumentException may quote the file, which holds secrets.
        throw new ServerException("can't read " + file.get() + " as a properties file");
      }
    }
    return new Settings(environment, properties);
  }

  /**
   * Makes sure that the file holds no other settings than these.
   *
   * @throws ServerException if it does, which names it
   */
  void check(Set<String> known) throws ServerException {
    for (String key : new TreeSet<>(file.stringPropertyNames())) {
      if (!known.contains(key)) {
        List<String> meant = UsageError.similar(key, known.stream().sorted());
        throw new ServerException(
            "unknown setting "
                + (NAME.matcher(key).matches() ? "'" + key + "' " : "")
                + "in the properties file"
                + (meant.isEmpty() ? "" : "; did you mean " + String.join(" or ", meant) + "?"));
      }
    }
  }

  /**
   * The value of a setting such as {@code ingest.password} or {@code rate-limit}; empty if it is
   * not set or blank.
   */
  Optional<String> get(String name) {
    String variable = PREFIX + name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    return said(environment.get(variable))
        .filter(value -> !value.startsWith(SERVICE_LINK))
        .or(() -> said(file.getProperty(name)));
  }

  private static Optional<String> said(@Nullable String value) {
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }
}
