package vcluster.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vcluster.event.CommandException;

class HelmBinaryTest {
  @TempDir Path folder;
  private Path helm;

  @BeforeEach
  void writeHelm() throws IOException {
    helm = Files.createFile(Files.createDirectories(folder.resolve("bin")).resolve("helm"));
    assertThat(helm.toFile().setExecutable(true)).isTrue();
    Files.createDirectories(folder.resolve("folder/helm"));
    Files.createFile(Files.createDirectories(folder.resolve("text")).resolve("helm"));
  }

  @Test
  void name_isLookedUpOnPath() throws CommandException {
    String path = folder + "/none:" + folder + "/folder:" + folder + "/text:" + helm.getParent();
    assertThat(HelmBinary.find("helm", Map.of("PATH", path), folder)).isEqualTo(helm);
  }

  @Test
  void path_isTakenAsOne() throws CommandException {
    assertThat(HelmBinary.find("bin/helm", Map.of(), folder)).isEqualTo(helm);
    assertThat(HelmBinary.find(helm.toString(), Map.of(), Path.of("/"))).isEqualTo(helm);
  }

  @Test
  void whatIsInTheWorkingDirectory_isNotOnPath() {
    for (String path : new String[] {"", ".", "bin", ":"}) {
      assertThatThrownBy(() -> HelmBinary.find("helm", Map.of("PATH", path), folder))
          .hasMessageContaining("https://helm.sh/docs/intro/install/")
          .hasMessageContaining("--helm-binary");
    }
  }

  @Test
  void pathOfNoProgram_isAnErrorThatNamesIt() {
    assertThatThrownBy(() -> HelmBinary.find("./text/helm", Map.of(), folder))
        .hasMessageContaining("./text/helm");
  }
}
