package vcluster.upload;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Which servers are trusted: those that the runtime's roots vouch for, and those that {@code
 * SSL_CERT_FILE} does, or without it the system's bundle (docs/protocol.md#endpoints-and-proxies).
 */
public final class Trust {
  /** Where Go looks on systems other than Windows; the first that is there counts. */
  private static final List<Path> SYSTEM =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/ca-bundle.pem"),
          Path.of("/etc/pki/tls/cacert.pem"),
          Path.of("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"),
          Path.of("/etc/ssl/cert.pem"));

  private Trust() {}

  /**
   * A context for clients. Nothing is read before the first handshake; a bundle that can't be read
   * then is as good as none.
   *
   * @param workingDirectory what a relative {@code SSL_CERT_FILE} is relative to
   * @throws IllegalStateException if this runtime has no TLS
   */
  public static SSLContext context(Map<String, String> environment, Path workingDirectory) {
    return context(environment, workingDirectory, SYSTEM);
  }

  static SSLContext context(
      Map<String, String> environment, Path workingDirectory, List<Path> system) {
    Roots besides =
        bundle(environment, workingDirectory, system).map(Roots::ofBundle).orElseGet(Roots::none);
    return context(Roots.ofRuntime(), besides);
  }

  static SSLContext context(Roots first, Roots second) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new FallbackTrust(first, second)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this runtime has no TLS", e);
    }
  }

  private static Optional<Path> bundle(
      Map<String, String> environment, Path workingDirectory, List<Path> system) {
    String named = environment.getOrDefault("SSL_CERT_FILE", "");
    if (named.isEmpty()) {
      return system.stream().filter(Files::isReadable).findFirst();
    }
    try {
      return Optional.of(workingDirectory.resolve(named));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
