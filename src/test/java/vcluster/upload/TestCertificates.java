package vcluster.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import vcluster.testing.Child;

/**
 * A certificate authority that nobody knows, made by the JDK's keytool, and a certificate that it
 * gave to a server named localhost and backend.test, but not 127.0.0.1.
 *
 * @param authority the authority's certificate, as a bundle of one
 */
public record TestCertificates(Path authority, SSLContext server) {
  private static final String PASSWORD = "of-a-test";

  public static TestCertificates make(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve("keys.p12");
    Path authority = folder.resolve("authority.pem");
    keytool(store, "-genkeypair", "-alias", "ca", "-dname", "CN=A CA", "-ext", "bc:c=ca:true");
    keytool(
        store,
        "-genkeypair",
        "-alias",
        "server",
        "-dname",
        "CN=A server",
        "-signer",
        "ca",
        "-ext",
        "san=dns:localhost,dns:backend.test");
    keytool(store, "-exportcert", "-rfc", "-alias", "ca", "-file", authority.toString());
    return new TestCertificates(authority, server(store));
  }

  String pem() throws IOException {
    return Files.readString(authority);
  }

  private static void keytool(Path store, String command, String... options) {
    Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> line = new ArrayList<>(List.of(program.toString(), command));
    line.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
    line.addAll(List.of("-storepass", PASSWORD));
    if (command.equals("-genkeypair")) {
      line.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
    }
    line.addAll(List.of(options));
    Child.run(line);
  }

  private static SSLContext server(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    // It would be chosen as readily as the server's.
    keys.deleteEntry("ca");
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
