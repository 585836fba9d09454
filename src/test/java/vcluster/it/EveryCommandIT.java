package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.testing.TestServer;
import vcluster.upload.TestCertificates;

class EveryCommandIT {
  @RegisterExtension final Sandbox sandbox = new Sandbox();

  @Test
  void everyCommand_works() {
    EveryCommand.assertWorks(sandbox.vcluster(), sandbox.backend());
  }

  /** The runtime has few modules: that these suffice shows here. */
  @Test
  void everyCommand_overHttps_works() throws Exception {
    TestCertificates certificates = TestCertificates.make(sandbox.root());
    try (TestServer server = new TestServer(sandbox.name(), certificates.server())) {
      Vcluster vcluster =
          Vcluster.at(sandbox.home(), server.url())
              .with("SSL_CERT_FILE", certificates.authority().toString());
      EveryCommand.assertWorks(vcluster, server);
    }
  }

  /** Where no file tells the machine's id, OSHI is asked. */
  @Test
  void everyCommand_onAMachineWithoutAnId_works() {
    EveryCommand.assertWorks(withoutId(), sandbox.backend());
  }

  /** Such a machine is given one by what is sent: no file, and no home that is missing. */
  @Test
  void preview_onAMachineWithoutAnId_keepsNothing() throws Exception {
    Path home = sandbox.home().resolve("missing");

    Result preview = withoutId().with("HOME", home.toString()).run("telemetry", "preview");

    assertThat(preview.out()).containsPattern("machine_id\\W+[0-9a-f]{64}");
    assertThat(home).doesNotExist();
  }

  private Vcluster withoutId() {
    String hide =
        """
        {
          mount -t tmpfs none /mnt && mkdir /mnt/upper /mnt/work &&
          mount -t overlay none -o lowerdir=/etc,upperdir=/mnt/upper,workdir=/mnt/work /etc &&
          rm -f /etc/machine-id
        } || exit 99
        if [ -d /var/lib/dbus ]; then mount -t tmpfs none /var/lib/dbus || exit 99; fi""";
    Vcluster probe = Mounts.behind(hide, sandbox.vcluster().launchedBy("true"));
    assumeTrue(probe.run().exitCode() == 0, "no overlays here");
    return Mounts.behind(hide, sandbox.vcluster());
  }
}
