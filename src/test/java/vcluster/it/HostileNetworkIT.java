package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.testing.Reply;
import vcluster.testing.TestServer;
import vcluster.upload.TestCertificates;

/** Servers that can't be reached, or had better not been. */
class HostileNetworkIT {
  private static final String NAME_SERVER = "127.77.0.1";
  private static final int DNS_PORT = 53;

  @RegisterExtension final Sandbox sandbox = new Sandbox();

  @Test
  void blackHole_keepsAll() {
    sandbox.backend().answers(Reply.never());

    assertUnnoticedAndKept(sandbox.vcluster());
  }

  @Test
  void serverError_keepsAll() {
    sandbox.backend().answers(Reply.of(500));

    assertUnnoticedAndKept(sandbox.vcluster());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:1/", // Nobody listens there.
        "https://nowhere.invalid/",
        "http://nowhere.invalid/", // Plain http is for loopback alone.
        "no URL"
      })
  void unreachable_keepsAll(String endpoint) {
    assertUnnoticedAndKept(at(endpoint));
  }

  /** As behind a firewall that drops what it does not know. */
  @Test
  void nameServerThatNeverAnswers_keepsAll() throws IOException {
    Path resolver = sandbox.root().resolve("resolv.conf");
    // Longer than the timeout of whoever runs the program here.
    Files.writeString(resolver, "nameserver " + NAME_SERVER + "\noptions timeout:30 attempts:5\n");
    String mount = "mount --bind '" + resolver + "' /etc/resolv.conf || exit 99";

    try (DatagramSocket silent = nameServer()) {
      assertUnnoticedAndKept(Mounts.behind(mount, at("https://nowhere.invalid/")));
      assertThat(isAsked(silent)).isTrue();
    }
  }

  @Test
  void unknownCertificate_keepsAll_untilItIsTrusted() throws Exception {
    TestCertificates certificates = TestCertificates.make(sandbox.root());
    try (TestServer server = new TestServer(sandbox.name(), certificates.server())) {
      Vcluster vcluster = at(server.url());
      List<Result> results = Probe.run(vcluster);
      sandbox.uploaders().awaitNone();

      Result flush = vcluster.run("telemetry", "flush");
      assertThat(flush.exitCode()).isEqualTo(1);
      assertThat(server.requests()).isEmpty();

      Vcluster trusting = vcluster.with("SSL_CERT_FILE", certificates.authority().toString());
      Result trusted = trusting.flush();
      assertThat(trusted.exitCode()).as(trusted.err()).isZero();
      assertThat(server.commands()).hasSize(Probe.COMMANDS);
      Probe.assertAsWhenOff(results, vcluster);
    }
  }

  /** Ends with a good server, which then gets everything. */
  private void assertUnnoticedAndKept(Vcluster vcluster) {
    List<Result> results = Probe.run(vcluster);
    sandbox.uploaders().awaitNone();

    Result flush = vcluster.run("telemetry", "flush");
    assertThat(flush.exitCode()).isEqualTo(1);
    assertThat(flush.err()).startsWith("vcluster: ").doesNotContain("internal error");
    assertThat(sandbox.waiting()).isEqualTo(Probe.COMMANDS);

    sandbox.backend().answers(Reply.of(200));
    Result good = sandbox.vcluster().flush();
    assertThat(good.exitCode()).as(good.err()).isZero();
    assertThat(sandbox.backend().commands()).hasSize(Probe.COMMANDS);
    Probe.assertAsWhenOff(results, vcluster);
  }

  private static DatagramSocket nameServer() throws IOException {
    try {
      return new DatagramSocket(new InetSocketAddress(NAME_SERVER, DNS_PORT));
    } catch (BindException e) {
      assumeTrue(false, "not allowed to be a name server: " + e.getMessage());
      throw e;
    }
  }

  private static boolean isAsked(DatagramSocket server) throws IOException {
    byte[] question = new byte[512];
    server.setSoTimeout(1);
    server.receive(new DatagramPacket(question, question.length));
    return new String(question, StandardCharsets.ISO_8859_1).contains("nowhere");
  }

  private Vcluster at(String endpoint) {
    // The name in another variable too: the sandbox finds its uploaders by it.
    return Vcluster.at(sandbox.home(), endpoint).with("SANDBOX", sandbox.name());
  }
}
