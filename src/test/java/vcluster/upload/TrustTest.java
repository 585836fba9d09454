package vcluster.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.testing.TestServer;

class TrustTest {
  @TempDir private static Path keys;
  private static TestCertificates certificates;

  @TempDir private Path folder;
  @AutoClose private TestServer server;

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificates = TestCertificates.make(keys);
  }

  @BeforeEach
  void startServer() throws Exception {
    server = new TestServer("", certificates.server());
  }

  @Test
  void unknownAuthority_isRefused() {
    assertRefused(Trust.context(Map.of(), folder), "unable to find valid certification path");
  }

  @Test
  void sslCertFile_isTrusted() throws Exception {
    assertTrusted(trust(certificates.authority().toString()));
  }

  @Test
  void relativeSslCertFile_isBelowTheWorkingDirectory() throws Exception {
    Files.copy(certificates.authority(), folder.resolve("ca.pem"));

    assertTrusted(trust("ca.pem"));
  }

  @Test
  void wrongHostName_isRefusedByEitherSet() {
    List<X509Certificate> known = PemBundle.read(certificates.authority());
    String reason = "No subject alternative names matching IP address 127.0.0.1";

    assertRefused(trust(certificates.authority().toString()), "127.0.0.1", reason);
    assertRefused(Trust.context(known), "127.0.0.1", reason);
  }

  @Test
  void systemBundle_isTrustedUnlessSslCertFileIsSet() throws Exception {
    List<Path> system = List.of(folder.resolve("missing"), certificates.authority());

    assertTrusted(Trust.context(Trust.roots(Map.of(), folder, system)));
    assertTrusted(Trust.context(Trust.roots(Map.of("SSL_CERT_FILE", ""), folder, system)));
    assertRefused(
        Trust.context(Trust.roots(Map.of("SSL_CERT_FILE", "missing"), folder, system)),
        "unable to find valid certification path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", ".", "missing/ca.pem", "a\0b"})
  void unreadableBundle_isAsGoodAsNone(String file) {
    assertRefused(trust(file), "unable to find valid certification path");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "-----BEGIN CERTIFICATE-----",
        "-----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----",
      })
  void bundleOfGarbage_isAsGoodAsNone(String content) throws Exception {
    Files.writeString(folder.resolve("ca.pem"), content);

    assertRefused(trust("ca.pem"), "unable to find valid certification path");
  }

  @Test
  void badCertificates_doNotSpoilTheGoodOne() throws Exception {
    String pem = certificates.pem();
    Files.writeString(
        folder.resolve("ca.pem"),
        "# Überschrift\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
            + pem.substring(0, pem.length() / 2)
            + "\n"
            + pem.replace("\n", "\r\n")
            + "-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----\n"
            + pem.substring(pem.length() / 2));

    assertTrusted(trust("ca.pem"));
  }

  @Test
  void hugeBundle_isAsGoodAsNone() throws Exception {
    Path file = Files.writeString(folder.resolve("ca.pem"), certificates.pem());
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength((16 << 20) + 1);
      assertRefused(trust("ca.pem"), "unable to find valid certification path");
      sparse.setLength(16 << 20);
    }

    assertTrusted(trust("ca.pem"));
  }

  @Test
  void runtimesRoots_stayTrustedBesideABundle() {
    List<X509Certificate> ofRuntime =
        Trust.roots(Map.of("SSL_CERT_FILE", "missing"), folder, List.of());
    List<X509Certificate> both =
        Trust.roots(
            Map.of("SSL_CERT_FILE", certificates.authority().toString()), folder, List.of());

    assertThat(ofRuntime).hasSizeGreaterThan(50);
    assertThat(both).hasSize(ofRuntime.size() + 1).containsAll(ofRuntime);
  }

  @Test
  void noRootsAtAll_refuseEveryServer() {
    assertRefused(Trust.context(List.of()), "No X509TrustManager implementation available");
  }

  private SSLContext trust(String sslCertFile) {
    return Trust.context(Map.of("SSL_CERT_FILE", sslCertFile), folder);
  }

  private void assertTrusted(SSLContext trust) throws Exception {
    int before = server.requests().size();

    assertThat(HttpTest.post(client(trust), server.uri()).statusCode()).isEqualTo(200);
    assertThat(server.requests()).hasSize(before + 1);
  }

  private void assertRefused(SSLContext trust, String reason) {
    assertRefused(trust, "localhost", reason);
  }

  private void assertRefused(SSLContext trust, String host, String reason) {
    int before = server.requests().size();
    URI at = URI.create(server.url().replace("localhost", host));

    assertThatThrownBy(() -> HttpTest.post(client(trust), at))
        .isInstanceOf(SSLHandshakeException.class)
        .hasMessageContaining(reason);
    assertThat(server.requests()).hasSize(before);
  }

  private static Http client(SSLContext trust) {
    return Http.of(new ProxyChoice.Direct(), trust, HttpTest.PATIENCE);
  }
}
