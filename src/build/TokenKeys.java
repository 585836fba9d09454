import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import vcluster.files.AtomicFile;
import vcluster.token.TokenKey;
import vcluster.token.TokenKeyException;

/**
 * Puts a pair of keys into the distribution: its syncer signs with one, its backend verifies with
 * the other. The build runs this as a source file, with the program on the class path.
 *
 * <p>Arguments: the folder, and the PEM file of a private key, or {@code make} for a development
 * key that is made once and kept across builds.
 */
public final class TokenKeys {
  private static final int BITS = 4096;

  private TokenKeys() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Path file = folder.resolve("token-key.pem");
    String wanted = arguments[1].equals("make") ? kept(file) : given(Path.of(arguments[1]));
    // An older file may have had another mode.
    AtomicFile.replace(file, wanted.getBytes(StandardCharsets.ISO_8859_1));
    Files.writeString(folder.resolve("token-key.pub.pem"), TokenKey.read(file).publicKey().pem());
  }

  private static String kept(Path file) throws IOException, GeneralSecurityException {
    return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : made();
  }

  /** Checks the key before anything is replaced, so that an invalid file fails the build. */
  private static String given(Path file) throws IOException, TokenKeyException {
    TokenKey.read(file);
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private static String made() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(BITS);
    byte[] der = generator.generateKeyPair().getPrivate().getEncoded();
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
  }
}
