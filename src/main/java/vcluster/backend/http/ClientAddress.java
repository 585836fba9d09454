package vcluster.backend.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.InetAddressPattern;

/**
 * The client that a request counts against: the peer, or, if that is a trusted proxy, the last
 * address in {@code X-Forwarded-For} that is not one. It is kept in memory only.
 */
record ClientAddress(List<InetAddressPattern> trustedProxies) implements Function<Request, String> {
  private static final String BYTE = "(\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])";

  /** From 1 to 65535. */
  private static final String PORT =
      "([1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])";

  private static final String IPV6 = "[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*";

  /** The JDK would ask a name server for anything that only resembles an address. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<literal>%1$s(\\.%1$s){3}|\\[%2$s])(:%3$s)?|%2$s".formatted(BYTE, IPV6, PORT));

  private static final int MAX_LENGTH = "[]:65535".length() + 45;

  /** A client has the /64 of its IPv6 address to itself. */
  private static final int IPV6_NETWORK_BYTES = 8;

  @Override
  public String apply(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress peer
        ? of(peer.getAddress(), request.getHeaders().getCSV(HttpHeader.X_FORWARDED_FOR, false))
        : "";
  }

  /** The network of the client behind {@code peer}, in hexadecimal digits. */
  String of(InetAddress peer, List<String> forwardedFor) {
    InetAddress client = peer;
    for (int i = forwardedFor.size() - 1; i >= 0 && isTrusted(client); i--) {
      Optional<InetAddress> before = parse(forwardedFor.get(i));
      if (before.isEmpty()) {
        break;
      }
      client = before.get();
    }
    byte[] bytes = client.getAddress();
    return HexFormat.of()
        .formatHex(
            client instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
  }

  private boolean isTrusted(InetAddress address) {
    return trustedProxies.stream().anyMatch(pattern -> pattern.test(address));
  }

  /**
   * The address without its port: {@code 192.0.2.1}, {@code 192.0.2.1:443}, {@code 2001:db8::1},
   * {@code [2001:db8::1]}, {@code [2001:db8::1]:443}.
   */
  private static Optional<InetAddress> parse(String text) {
    Matcher address = ADDRESS.matcher(text);
    if (text.length() > MAX_LENGTH || !address.matches()) {
      return Optional.empty();
    }
    String literal = address.group("literal");
    try {
      // Brackets keep the JDK from taking it for a name.
      return Optional.of(InetAddress.getByName(literal == null ? "[" + text + "]" : literal));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
