package vcluster.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

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
   * A context for clients. A bundle that can't be read counts as empty.
   *
   * @param workingDirectory what a relative {@code SSL_CERT_FILE} is relative to
   * @throws IllegalStateException if this runtime has no TLS
   */
  public static SSLContext context(Map<String, String> environment, Path workingDirectory) {
    return context(roots(environment, workingDirectory, SYSTEM));
  }

  static List<X509Certificate> roots(
      Map<String, String> environment, Path workingDirectory, List<Path> system) {
    List<X509Certificate> roots = ofRuntime();
    bundle(environment, workingDirectory, system)
        .ifPresent(file -> roots.addAll(PemBundle.read(file)));
    return roots;
  }

  /** A context that trusts these roots; without any it refuses every server. */
  static SSLContext context(List<X509Certificate> roots) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      // The JDK's trust manager without roots would fail with an unchecked exception.
      context.init(null, roots.isEmpty() ? new TrustManager[0] : managers(store(roots)), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("this runtime has no TLS", e);
    }
  }

  private static List<X509Certificate> ofRuntime() {
    List<X509Certificate> roots = new ArrayList<>();
    try {
      for (TrustManager manager : managers(null)) {
        if (manager instanceof X509TrustManager known) {
          roots.addAll(List.of(known.getAcceptedIssuers()));
        }
      }
    } catch (GeneralSecurityException e) {
      // A runtime whose roots can't be read: the bundle has to do.
      return roots;
    }
    return roots;
  }

  private static KeyStore store(List<X509Certificate> roots)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (X509Certificate root : roots) {
      store.setCertificateEntry(Integer.toString(store.size()), root);
    }
    return store;
  }

  /** What trusts {@code roots}; null stands for the runtime's own. */
  private static TrustManager[] managers(@Nullable KeyStore roots) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(roots);
    return factory.getTrustManagers();
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
