package vcluster.upload;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vcluster.config.SignalReader;
import vcluster.wire.Protocol;

/** Where requests go, or why none may go there (docs/protocol.md#endpoints-and-proxies). */
public sealed interface Endpoint {
  /** Where CLI events go unless the environment says otherwise. */
  String CLI_DEFAULT = "https://admin.loft.sh" + Protocol.CLI_PATH;

  /** Where a syncer's uploads go unless the environment says otherwise. */
  String SYNCER_DEFAULT = "https://admin.loft.sh" + Protocol.SYNCER_PATH;

  /** An absolute http or https URL, in ASCII, that holds no credentials. */
  record Url(URI uri) implements Endpoint {}

  /** The URL can't be used; the reason names the variable and repeats nothing of its value. */
  record Refused(String reason) implements Endpoint {}

  /** The endpoint for CLI events. */
  static Endpoint ofCli(Map<String, String> environment) {
    return of(environment, SignalReader.ENDPOINT, CLI_DEFAULT);
  }

  /** The endpoint for a syncer's uploads. */
  static Endpoint ofSyncer(Map<String, String> environment) {
    return of(environment, SignalReader.SYNCER_ENDPOINT, SYNCER_DEFAULT);
  }

  /**
   * The URL in {@code variable}, or {@code otherwise} if that is not set or empty. Plain http is
   * for this machine alone; no name is looked up to find that out.
   */
  static Endpoint of(Map<String, String> environment, String variable, String otherwise) {
    String value = environment.getOrDefault(variable, "");
    URI uri;
    try {
      // HttpClient would send what is not ASCII as question marks.
      uri = new URI(new URI(value.isEmpty() ? otherwise : value).toASCIIString());
    } catch (URISyntaxException e) {
      return new Refused(variable + " is not a URL");
    }
    Optional<String> problem = problem(uri);
    return problem.isPresent() ? new Refused(variable + " " + problem.orElseThrow()) : new Url(uri);
  }

  private static Optional<String> problem(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      return Optional.of("must begin with https://");
    }
    // In the authority, not the user info: of one that URI can't take apart it knows no user info.
    if (uri.getRawAuthority() != null && uri.getRawAuthority().indexOf('@') >= 0) {
      return Optional.of("must not hold a user name or password");
    }
    if (uri.getHost() == null) {
      return Optional.of("has no valid host name");
    }
    if (uri.getPort() == 0 || uri.getPort() > 65_535) {
      return Optional.of("has no valid port");
    }
    if (uri.getRawFragment() != null) {
      return Optional.of("must not have a fragment (#)");
    }
    if (scheme.equals("http") && !isThisMachine(uri.getHost())) {
      return Optional.of("must begin with https:// (http:// is for localhost only)");
    }
    return Optional.empty();
  }

  private static boolean isThisMachine(String host) {
    return host.equalsIgnoreCase("localhost")
        || IpLiteral.ofHost(host).filter(InetAddress::isLoopbackAddress).isPresent();
  }
}
