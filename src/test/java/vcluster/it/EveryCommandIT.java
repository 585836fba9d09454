package vcluster.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

    EveryCommand.assertWorks(Mounts.behind(hide, sandbox.vcluster()), sandbox.backend());
  }
}
