package vcluster.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vcluster.testing.Await;
import vcluster.testing.Child;

class OrphansTest {
  @TempDir Path processes;

  @ParameterizedTest
  @CsvSource({
    "17 (java) Z 1 9 9 0 -1, true",
    "17 (java) S 1 9 9 0 -1, false",
    "17 (java) Z 12 9 9 0 -1, false",
    "17 (sleep) Z 1 9 9 0 -1, false"
  })
  void defunctUploader_ofTheSameCollector_isFound(String stat, boolean found) throws IOException {
    Files.createDirectory(processes.resolve("sys"));
    Files.createDirectory(processes.resolve("3"));
    Files.writeString(Files.createDirectory(processes.resolve("17")).resolve("stat"), stat + "\n");

    assertThat(new Orphans(processes, 1).pileUp()).isEqualTo(found);
  }

  /** This process does not wait for the one that it starts. */
  @Test
  void defunctProcess_looksSoToTheKernel() throws IOException {
    // It ends once the shell, which would wait for it, is another program.
    String script =
        "sh -c 'until grep -q sleep /proc/$PPID/comm; do sleep 0.01; done' & echo $!; exec sleep 60";
    Process parent = Child.start(List.of("sh", "-c", script));
    String pid = parent.inputReader().readLine();

    Path stat = Path.of("/proc", pid, "stat");
    Await.until(
        "it is defunct", () -> Files.readString(stat).contains(") Z " + parent.pid() + " "));

    parent.destroyForcibly();
  }

  @Test
  void systemWithoutProc_hasNone() {
    assertThat(new Orphans(processes.resolve("none"), 1).pileUp()).isFalse();
  }
}
