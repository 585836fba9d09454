package vcluster.upload;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads IP addresses without ever asking a resolver; zones ({@code %eth0}) are not taken. */
final class IpLiteral {
  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern V4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F.:]*");

  private IpLiteral() {}

  /** An address as it stands alone: {@code 127.0.0.1}, {@code ::1}. */
  static Optional<InetAddress> of(String text) {
    try {
      if (V4.matcher(text).matches()) {
        return Optional.of(InetAddress.getByName(text));
      }
      // In brackets, so that what is no address after all is refused and not looked up.
      return V6.matcher(text).matches()
          ? Optional.of(InetAddress.getByName("[" + text + "]"))
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** An address as the host of a URL: {@code 127.0.0.1}, {@code [::1]}. */
  static Optional<InetAddress> ofHost(String host) {
    return of(withoutBrackets(host));
  }

  /** {@code host} without the brackets that an IPv6 address has in a URL. */
  static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
