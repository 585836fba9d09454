package vcluster.upload;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import vcluster.upload.ProxyChoice.Login;

/**
 * A client for HTTP/1.1 that goes the way it was given and no other: no redirects, no cookies, no
 * proxy from system properties, no way around a proxy that does not answer.
 *
 * <p>The proxy's password goes along with each CONNECT, as Go sends it, rather than through an
 * {@link java.net.Authenticator}: with one of those HttpClient offers a password that was refused
 * four times (enough to lock an account), reads it as Latin-1, and turns a 401 of the server into
 * an exception. Either way the runtime drops it unless it was started with {@code
 * -Djdk.http.auth.tunneling.disabledSchemes=}, since the default is {@code Basic} and is read once,
 * by a static initializer; the answer is then the proxy's 407.
 */
record Http(HttpClient client, Optional<Login> login) {
  /**
   * A client for servers that {@code trust} trusts. Looks up no name before the first request.
   *
   * @param connectTimeout how long it may take to connect
   */
  static Http of(ProxyChoice.Usable way, SSLContext trust, Duration connectTimeout) {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            // Never unset: HttpClient would load the runtime's default, even for plain http.
            .sslContext(trust)
            .proxy(way.selector())
            .build();
    return new Http(client, way.login());
  }

  /**
   * Ends the client's threads, where Java can (from 21 on): a virtual machine that exits waits 300
   * ms for one that is in a system call.
   */
  void close() {
    if (client instanceof AutoCloseable open) {
      try {
        open.close();
      } catch (Exception e) {
        // It declares none, and ends with the process in any case.
        return;
      }
    }
  }

  /**
   * A request to {@code endpoint}, without a timeout of its own: connecting has its limit, the
   * handshake and the answer as long as they like. Status 407 is the proxy's answer; the server
   * never saw the request.
   */
  HttpRequest.Builder request(URI endpoint) {
    HttpRequest.Builder request = HttpRequest.newBuilder(endpoint);
    // For the proxy alone: HttpClient keeps Proxy-* headers out of the tunnel.
    login.ifPresent(known -> request.setHeader("Proxy-Authorization", basic(known)));
    return request;
  }

  private static String basic(Login login) {
    byte[] pair = (login.user() + ":" + login.password()).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }
}
