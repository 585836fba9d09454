package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.testing.Await;
import vcluster.testing.Unix;

/** Commands in a row share uploaders: there is never more than one at a time. */
class OneUploaderIT {
  @RegisterExtension final Sandbox sandbox = new Sandbox();

  @Test
  void commandsInARow_haveOneUploadAtATime() {
    int commands = Soak.of(100);
    for (int i = 0; i < commands; i++) {
      assertThat(sandbox.vcluster().run("version").exitCode()).isZero();
    }
    Await.until("no uploader is left", () -> sandbox.uploaders().alive().isEmpty());
    sandbox.vcluster().flush();

    assertThat(sandbox.backend().mostRequestsAtOnce()).isEqualTo(1);
    assertThat(sandbox.backend().commands()).hasSize(commands);
  }

  /** Slower than any machine: it waits until it is let go. */
  @Test
  void commands_whileAnUploaderStarts_startNone() throws IOException {
    DistributionCopy copy = DistributionCopy.in(sandbox.root().resolve("copy"));
    assumeTrue(copy.hasRuntime(), "the distribution has no runtime");
    Path starts = holdUploaders(copy.folder().resolve("runtime/bin/java"));
    Vcluster vcluster = sandbox.vcluster().launchedBy(copy.launcher());
    Path mark = sandbox.telemetry().resolve("upload.starting");

    vcluster.run("version");
    try (FreshMark fresh = new FreshMark(mark)) {
      for (int i = 0; i < 9; i++) {
        vcluster.run("version");
      }
    }
    Files.createFile(sandbox.root().resolve("go"));

    Await.until("all are delivered", () -> sandbox.backend().commands().size() == 10);
    sandbox.uploaders().awaitNone();
    assertThat(Files.readAllLines(starts)).hasSize(1);
    assertThat(mark.toFile().lastModified()).isZero();
  }

  /** Puts a script in place of java that notes each start of an uploader, and holds it up. */
  private Path holdUploaders(Path java) throws IOException {
    Path starts = sandbox.root().resolve("starts");
    Files.move(java, java.resolveSibling("java.real"));
    String script =
        """
        #!/bin/sh
        case "$*" in *UploaderMain*)
          echo start >>'%s'
          while [ ! -e '%s' ]; do sleep 0.05; done
        esac
        exec "${0%%/*}/java.real" "$@"
        """;
    Unix.program(java, script.formatted(starts, sandbox.root().resolve("go")));
    return starts;
  }
}
