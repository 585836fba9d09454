package vcluster.upload;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vcluster.config.SignalReader;
import vcluster.wire.Protocol;

/**
 * Where uploads go and by which way, or why there is no way for them
 * (docs/protocol.md#endpoints-and-proxies).
 */
public sealed interface Route {
  /** The server that uploads go to unless the environment says otherwise. */
  String SERVER = "https://admin.loft.sh";

  /**
   * Uploads may go there.
   *
   * @param endpoint an absolute http or https URL, in ASCII, that holds no credentials
   */
  record Open(URI endpoint, ProxyChoice.Usable way) implements Route {}

  /**
   * Nothing may be sent; everything is kept. The reason names the variable that is wrong and
   * repeats nothing of its value.
   */
  record Closed(String reason) implements Route {}

  /** The route of CLI events, as the environment has it; no name is looked up. */
  static Route ofCli(Map<String, String> environment) {
    return of(environment, SignalReader.ENDPOINT, Protocol.CLI_PATH);
  }

  /** The route of a syncer's uploads, likewise. */
  static Route ofSyncer(Map<String, String> environment) {
    return of(environment, SignalReader.SYNCER_ENDPOINT, Protocol.SYNCER_PATH);
  }

  private static Route of(Map<String, String> environment, String variable, String path) {
    String value = environment.getOrDefault(variable, "");
    URI uri;
    try {
      // HttpClient would send what is not ASCII as question marks.
      uri = new URI(new URI(value.isEmpty() ? SERVER + path : value).toASCIIString());
    } catch (URISyntaxException e) {
      return new Closed(variable + " is not a URL");
    }
    Optional<String> problem = problem(uri);
    if (problem.isPresent()) {
      return new Closed(variable + " " + problem.get());
    }
    ProxyChoice proxy = ProxyChoice.of(uri, environment);
    return proxy instanceof ProxyChoice.Usable way
        ? new Open(uri, way)
        : new Closed(((ProxyChoice.Unsupported) proxy).reason());
  }

  /** Plain http is for this machine alone; no name is looked up to find that out. */
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
      return Optional.of(
          String.valueOf(uri.getRawAuthority()).indexOf('_') >= 0
              ? "has a host name with _, which Java can't connect to; use another name of the host"
              : "has no valid host name");
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
