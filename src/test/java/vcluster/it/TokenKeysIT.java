package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vcluster.testing.Child;
import vcluster.token.PublicTokenKey;
import vcluster.token.TestKeys;
import vcluster.token.TokenKey;

class TokenKeysIT {
  private static final Path ETC = Vcluster.DIST.resolve("etc");

  @TempDir Path folder;

  @Test
  void pairOfThisBuild_fits_andIsForItsOwnerAlone() throws Exception {
    TokenKey key = TokenKey.read(ETC.resolve("token-key.pem"));

    assertThat(PublicTokenKey.read(ETC.resolve("token-key.pub.pem")).id())
        .isEqualTo(key.publicKey().id());
    assertThat(mode(ETC.resolve("token-key.pem"))).isEqualTo("rw-------");
  }

  @Test
  void developmentKey_isMadeOnce_andKept() throws Exception {
    run("make");
    byte[] made = Files.readAllBytes(folder.resolve("token-key.pem"));
    Files.delete(folder.resolve("token-key.pub.pem"));
    Files.setPosixFilePermissions(
        folder.resolve("token-key.pem"), PosixFilePermissions.fromString("rw-r--r--"));

    run("make");

    assertThat(folder.resolve("token-key.pem")).hasBinaryContent(made);
    assertThat(mode(folder.resolve("token-key.pem"))).isEqualTo("rw-------");
    assertThat(PublicTokenKey.read(folder.resolve("token-key.pub.pem")).id())
        .isEqualTo(TokenKey.read(folder.resolve("token-key.pem")).publicKey().id());
  }

  @Test
  void ownKey_takesThePlaceOfTheOneThatWasMade() throws Exception {
    Path own = Files.writeString(folder.resolve("own.pem"), TestKeys.pkcs8(TestKeys.pair(2048)));
    run(own.toString());

    assertThat(folder.resolve("token-key.pem")).hasSameBinaryContentAs(own);

    Path none = Files.writeString(folder.resolve("none.pem"), "none");
    assertThatThrownBy(() -> run(none.toString())).hasMessageContaining(none + " is not PEM");
    assertThat(folder.resolve("token-key.pem")).hasSameBinaryContentAs(own);
  }

  /** By its middle, in the form of PEM and in that of DER. */
  @Test
  void privateKey_isInNoJar() throws IOException {
    String pem = Files.readString(ETC.resolve("token-key.pem"));
    String line = pem.split("\n")[20];
    byte[] der = Base64.getDecoder().decode(line);
    try (ZipFile jar = new ZipFile(Vcluster.DIST.resolve("lib/vcluster.jar").toFile())) {
      for (ZipEntry entry : Collections.list(jar.entries())) {
        String content = text(jar.getInputStream(entry).readAllBytes());
        assertThat(content).as(entry.getName()).doesNotContain(line, text(der));
      }
    }
  }

  private void run(String key) {
    Child.run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            Vcluster.DIST.resolve("lib") + "/*",
            Vcluster.DIST.resolve("../../src/build/TokenKeys.java").normalize().toString(),
            folder.toString(),
            key));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
