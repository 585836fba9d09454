package vcluster.it.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import vcluster.it.Result;

class HelmBinaryIT extends WithFakeHelm {
  @Test
  void helm_isTheOneThatWasNamed() throws Exception {
    Path other = folder.resolve("other helm");
    Files.copy(helm.binary, other);
    assertThat(other.toFile().setExecutable(true)).isTrue();
    Files.writeString(helm.binary, "#!/bin/sh\nexit 99\n");
    assertThat(cli.run("create", "my-vc", "--helm-binary", other.toString()).exitCode()).isZero();
    assertThat(helm.argv("upgrade")).startsWith("upgrade", "my-vc");
  }

  @Test
  void withoutHelm_theErrorSaysHowToGetIt() throws Exception {
    Files.delete(helm.binary);
    Files.createDirectory(helm.binary);
    // Not the test's own PATH: this machine may have a helm, and it would be run.
    cli.environment.put("PATH", helm.binary.getParent().toString());
    cli.environment.put("JAVA_HOME", System.getProperty("java.home"));
    Result ended = cli.run("create", "my-vc");
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).contains("https://helm.sh/docs/intro/install/").contains("PATH");
    assertThat(cli.leftovers()).isEmpty();
  }
}
