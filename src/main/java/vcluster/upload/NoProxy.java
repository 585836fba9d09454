package vcluster.upload;

import java.math.BigInteger;
import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * Which servers are reached without a proxy: the rules of {@code NO_PROXY} as Go's
 * golang.org/x/net/http/httpproxy has them.
 */
final class NoProxy {
  private NoProxy() {}

  /**
   * Whether {@code list} excludes this server; localhost and loopback addresses always are.
   *
   * @param list names, addresses and networks between commas; what is malformed excludes nothing
   * @param host as it stands in a URL, in ASCII
   */
  static boolean excludes(String list, String host, int port) {
    String name = IpLiteral.withoutBrackets(host.toLowerCase(Locale.ROOT));
    Optional<InetAddress> address = IpLiteral.of(name);
    if (name.equals("localhost") || address.filter(InetAddress::isLoopbackAddress).isPresent()) {
      return true;
    }
    for (String entry : list.split(",", -1)) {
      if (matches(entry.strip().toLowerCase(Locale.ROOT), name, address, port)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(
      String entry, String name, Optional<InetAddress> address, int port) {
    if (entry.equals("*")) {
      return true;
    }
    Optional<Network> network = Network.of(entry);
    if (network.isPresent()) {
      return address.filter(network.orElseThrow()::contains).isPresent();
    }
    Rule rule = Rule.of(entry);
    if (rule.host.isEmpty() || !(rule.port.isEmpty() || rule.port.equals(Integer.toString(port)))) {
      return false;
    }
    Optional<InetAddress> excluded = IpLiteral.of(rule.host);
    return excluded.isPresent() ? excluded.equals(address) : rule.coversName(name);
  }

  /** A name or an address, and a port that is empty if the rule is for all of them. */
  private record Rule(String host, String port) {
    static Rule of(String entry) {
      int colon = entry.lastIndexOf(':');
      String host = colon < 0 ? entry : entry.substring(0, colon);
      String unwrapped = IpLiteral.withoutBrackets(host);
      // More than one colon without brackets: an IPv6 address, and no port.
      return colon < 0 || (host.indexOf(':') >= 0 && unwrapped.equals(host))
          ? new Rule(entry, "")
          : new Rule(unwrapped, entry.substring(colon + 1));
    }

    /**
     * {@code a.com} is itself and what is below it; {@code .a.com} and {@code *.a.com} only that.
     */
    boolean coversName(String name) {
      String pattern = host.startsWith("*.") ? host.substring(1) : host;
      if (pattern.startsWith(".")) {
        return name.endsWith("." + ascii(pattern.substring(1)));
      }
      String domain = ascii(pattern);
      return name.equals(domain) || name.endsWith("." + domain);
    }

    private static String ascii(String domain) {
      try {
        return IDN.toASCII(domain);
      } catch (IllegalArgumentException e) {
        return domain;
      }
    }
  }

  /** The first {@code bits} of {@code base}. */
  private record Network(InetAddress base, int bits) {
    static Optional<Network> of(String entry) {
      int slash = entry.indexOf('/');
      if (slash < 0 || !entry.substring(slash + 1).matches("[0-9]{1,3}")) {
        return Optional.empty();
      }
      int bits = Integer.parseInt(entry.substring(slash + 1));
      return IpLiteral.of(entry.substring(0, slash))
          .filter(base -> bits <= base.getAddress().length * Byte.SIZE)
          .map(base -> new Network(base, bits));
    }

    boolean contains(InetAddress address) {
      int rest = base.getAddress().length * Byte.SIZE - bits;
      return base.getClass() == address.getClass()
          && number(base).shiftRight(rest).equals(number(address).shiftRight(rest));
    }

    private static BigInteger number(InetAddress address) {
      return new BigInteger(1, address.getAddress());
    }
  }
}
