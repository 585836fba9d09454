package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vcluster.testing.Unix;

/** The tarball of the syncer and the backend, unpacked: with Java 17 that must be all. */
class ServerTarballIT {
  @TempDir Path place;

  private Path unpacked;

  @BeforeEach
  void unpack() throws Exception {
    Path tarball = Artifacts.find("-server[.]tar[.]gz");
    Artifacts.run("tar", "xzf", tarball.toString(), "-C", place.toString());
    unpacked = Unix.list(place).get(0);
  }

  @Test
  void programs_run() throws Exception {
    for (String program : new String[] {"vcluster-syncer", "vcluster-backend"}) {
      String answer = Artifacts.run(unpacked.resolve("bin/" + program).toString(), "--version");

      assertThat(answer).startsWith(program + " version ");
    }
  }

  @Test
  void key_isItsOwnersOnly() throws Exception {
    assertThat(Unix.mode(unpacked.resolve("etc/token-key.pem"))).isEqualTo("rw-------");
  }

  @Test
  void files_areNotTheCommandLines() {
    assertThat(unpacked.resolve("runtime")).doesNotExist();
    assertThat(unpacked.resolve("bin/vcluster")).doesNotExist();
    assertThat(unpacked.resolve("kubernetes/rbac.yaml")).exists();
  }
}
