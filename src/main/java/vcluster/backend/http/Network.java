package vcluster.backend.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses as they are written in headers and options, without ever asking a name server. */
final class Network {
  private static final String BYTE = "(\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])";

  /** What only looks like an address, the JDK would ask a name server for. */
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");

  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final int LONGEST = 45;
  private static final int NETWORK_BYTES = 8;

  private Network() {}

  /** An address without a port; brackets around one of IPv6 are taken off. */
  static Optional<InetAddress> address(String text) {
    boolean bracketed = text.startsWith("[") && text.endsWith("]");
    String literal = bracketed ? text.substring(1, text.length() - 1) : text;
    boolean isLiteral =
        literal.length() <= LONGEST
            && (IPV4.matcher(literal).matches() || IPV6.matcher(literal).matches());
    if (!isLiteral) {
      return Optional.empty();
    }
    try {
      // Brackets keep the JDK from taking it for a name.
      return Optional.of(
          InetAddress.getByName(literal.indexOf(':') < 0 ? literal : "[" + literal + "]"));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** What one client has to itself: an IPv4 address, the /64 of an IPv6 address. */
  static String of(InetAddress address) {
    byte[] bytes = address.getAddress();
    byte[] own = address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes;
    return HexFormat.of().formatHex(own);
  }
}
