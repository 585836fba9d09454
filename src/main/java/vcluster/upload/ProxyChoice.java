package vcluster.upload;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Optional;

/**
 * How to get to an endpoint: what the environment says, read as Go's {@code
 * http.ProxyFromEnvironment} does, except that a proxy which can't be used is not passed by.
 */
public sealed interface ProxyChoice {
  /** A way that requests may take. */
  sealed interface Usable extends ProxyChoice {
    /** {@code host:port} of the proxy, an IPv6 address in brackets; empty without one. */
    Optional<String> proxy();

    /** The login that the proxy wants to see. */
    Optional<Login> login();

    /** The way as the client is told of it. */
    ProxySelector selector();
  }

  /** No proxy. */
  record Direct() implements Usable {
    @Override
    public Optional<String> proxy() {
      return Optional.empty();
    }

    @Override
    public Optional<Login> login() {
      return Optional.empty();
    }

    @Override
    public ProxySelector selector() {
      return HttpClient.Builder.NO_PROXY;
    }
  }

  /**
   * A proxy that is spoken to in plain HTTP.
   *
   * @param host a name or an IP address, the latter without brackets
   */
  record HttpProxy(String host, int port, Optional<Login> login) implements Usable {
    @Override
    public Optional<String> proxy() {
      return Optional.of((host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port);
    }

    @Override
    public ProxySelector selector() {
      return ProxySelector.of(InetSocketAddress.createUnresolved(host, port));
    }
  }

  /** There is a proxy to use, and we can't: nothing may be sent. The reason repeats no secret. */
  record Unsupported(String reason) implements ProxyChoice {}

  /** What the proxy wants to know, decoded; either may be empty. */
  record Login(String user, String password) {
    /** Says nothing of either: many a user name is a token. */
    @Override
    public String toString() {
      return "Login[hidden]";
    }
  }

  /** The choice for this endpoint. Plain http never leaves this machine, and so meets no proxy. */
  static ProxyChoice of(URI endpoint, Map<String, String> environment) {
    if (!"https".equalsIgnoreCase(endpoint.getScheme())) {
      return new Direct();
    }
    for (String variable : new String[] {"HTTPS_PROXY", "https_proxy"}) {
      String value = environment.getOrDefault(variable, "");
      if (!value.isEmpty()) {
        return isExcluded(endpoint, environment) ? new Direct() : ProxyUrl.read(variable, value);
      }
    }
    return new Direct();
  }

  private static boolean isExcluded(URI endpoint, Map<String, String> environment) {
    String upper = environment.getOrDefault("NO_PROXY", "");
    String list = upper.isEmpty() ? environment.getOrDefault("no_proxy", "") : upper;
    int port = endpoint.getPort() < 0 ? 443 : endpoint.getPort();
    return NoProxy.excludes(list, endpoint.getHost(), port);
  }
}
