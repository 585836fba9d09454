package vcluster.backend.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses as they are written in headers and options, without ever asking a name server. */
final class IpAddresses {
  private static final String BYTE = "(\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])";

  /** From 1 to 65535. */
  private static final String PORT =
      "([1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])";

  private static final String IPV6 = "[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*";

  /** What only looks like an address, the JDK would ask a name server for. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<literal>%1$s(\\.%1$s){3}|\\[%2$s])(:%3$s)?|%2$s".formatted(BYTE, IPV6, PORT));

  private static final int MAX_LENGTH = "[]:65535".length() + 45;
  private static final int NETWORK_BYTES = 8;

  private IpAddresses() {}

  /**
   * The address, of which a port is no part: {@code 192.0.2.1}, {@code 192.0.2.1:443}, {@code
   * 2001:db8::1}, {@code [2001:db8::1]}, {@code [2001:db8::1]:443}.
   */
  static Optional<InetAddress> address(String text) {
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

  /** What one client has to itself: an IPv4 address, the /64 of an IPv6 address. */
  static String of(InetAddress address) {
    byte[] bytes = address.getAddress();
    byte[] own = address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes;
    return HexFormat.of().formatHex(own);
  }
}
