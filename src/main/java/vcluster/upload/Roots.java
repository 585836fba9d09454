package vcluster.upload;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** A set of root certificates that is loaded when it is first asked for, and then at most once. */
final class Roots {
  /** How a set is loaded. */
  interface Source {
    /** The roots; null stands for the runtime's own. */
    @Nullable KeyStore load() throws IOException, GeneralSecurityException;
  }

  private final Source source;
  private boolean loaded;
  private @Nullable X509ExtendedTrustManager manager;

  Roots(Source source) {
    this.source = source;
  }

  /** The runtime's own roots. */
  static Roots ofRuntime() {
    return new Roots(() -> null);
  }

  /** No roots at all. */
  static Roots none() {
    return new Roots(Roots::empty);
  }

  /** The certificates of a PEM file. */
  static Roots ofBundle(Path file) {
    return new Roots(
        () -> {
          KeyStore roots = empty();
          int number = 0;
          for (Certificate certificate : PemBundle.read(file)) {
            roots.setCertificateEntry(Integer.toString(number++), certificate);
          }
          return roots;
        });
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
    roots.load(null, null);
    return roots;
  }

  /** What trusts them; empty if they can't be loaded or are none. */
  synchronized Optional<X509ExtendedTrustManager> manager() {
    if (!loaded) {
      loaded = true;
      try {
        manager = manager(source.load());
      } catch (IOException | GeneralSecurityException e) {
        // Whoever trusts nobody refuses the server, and that error is the one to report.
        manager = null;
      }
    }
    return Optional.ofNullable(manager);
  }

  private static @Nullable X509ExtendedTrustManager manager(@Nullable KeyStore roots)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(roots);
    for (TrustManager candidate : factory.getTrustManagers()) {
      // One without any roots does not refuse a server: it fails with an unchecked exception.
      if (candidate instanceof X509ExtendedTrustManager found
          && found.getAcceptedIssuers().length > 0) {
        return found;
      }
    }
    return null;
  }
}
