package vcluster.upload;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vcluster.upload.ProxyChoice.HttpProxy;
import vcluster.upload.ProxyChoice.Login;
import vcluster.upload.ProxyChoice.Unsupported;

/**
 * Reads {@code [http://][user[:password]@]host[:port][/]}. By hand, since {@link java.net.URI}
 * knows no host with an underscore and no user info with a second at sign, and Go takes both.
 */
final class ProxyUrl {
  private static final int DEFAULT_PORT = 80;
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?<login>.*)@)?(?:\\[(?<v6>[^\\[\\]]*)]|(?<name>[A-Za-z0-9._-]+))(?::(?<port>[0-9]*))?",
          Pattern.DOTALL);

  private static final Pattern WRONG_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private ProxyUrl() {}

  /** The proxy that {@code value} names; reasons against it name {@code variable} alone. */
  static ProxyChoice read(String variable, String value) {
    int end = value.indexOf("://");
    String scheme = end < 0 ? "http" : value.substring(0, end).toLowerCase(Locale.ROOT);
    if (scheme.equals("https") || scheme.matches("socks(4a?|5h?)?")) {
      return new Unsupported(
          variable + " names a proxy of the kind " + scheme + "://, and only http:// is supported");
    }
    if (!scheme.equals("http")) {
      // Not named: without a scheme of its own it may be part of a password.
      return new Unsupported(variable + " names a proxy of a kind other than http://");
    }
    return address(end < 0 ? value : value.substring(end + 3))
        .orElseGet(
            () ->
                new Unsupported(variable + " is not of the form http://[user:password@]host:port"));
  }

  private static Optional<ProxyChoice> address(String text) {
    String authority = text.split("[/?#]", 2)[0];
    // An at sign behind a slash: most likely a password with a slash that should have been %2F,
    // and what precedes it would pass for the proxy's name.
    boolean cut = text.indexOf('@', authority.length()) >= 0;
    Matcher matcher = FORM.matcher(authority);
    if (cut || !matcher.matches()) {
      return Optional.empty();
    }
    String v6 = matcher.group("v6");
    int port = port(matcher.group("port"));
    if (port < 1 || port > 65_535 || (v6 != null && IpLiteral.of(v6).isEmpty())) {
      return Optional.empty();
    }
    String host = v6 == null ? matcher.group("name") : v6;
    String login = matcher.group("login");
    if (login == null) {
      return Optional.of(new HttpProxy(host, port, Optional.empty()));
    }
    return login(login).map(found -> new HttpProxy(host, port, Optional.of(found)));
  }

  private static int port(@Nullable String digits) {
    if (digits == null || digits.isEmpty()) {
      return DEFAULT_PORT;
    }
    return digits.length() > 5 ? -1 : Integer.parseInt(digits);
  }

  private static Optional<Login> login(String text) {
    int colon = text.indexOf(':');
    Optional<String> user = decode(colon < 0 ? text : text.substring(0, colon));
    Optional<String> password = decode(colon < 0 ? "" : text.substring(colon + 1));
    return user.flatMap(name -> password.map(secret -> new Login(name, secret)));
  }

  /** Percent-decodes UTF-8; a plus sign is a plus sign. Empty if an escape is not valid. */
  private static Optional<String> decode(String text) {
    return WRONG_ESCAPE.matcher(text).find()
        ? Optional.empty()
        : Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
  }
}
