package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.testing.Unix;

/** A fault of the detached uploader disturbs no command, and {@code status} tells it. */
@EnabledOnOs(OS.LINUX)
class UploadFaultIT {
  @RegisterExtension final Sandbox sandbox = new Sandbox();

  private Path gate;
  private Path note;

  @BeforeEach
  void nameFiles() {
    gate = sandbox.telemetry().resolve("gate.lock");
    note = sandbox.telemetry().resolve("upload.error");
  }

  @Test
  void fault_isShownUntilAnUploadWorks() throws IOException {
    assertThat(lastFault().isNull()).isTrue();
    failOnce(sandbox.vcluster());

    Result status = sandbox.vcluster().run("telemetry", "status");
    assertThat(status.exitCode()).as(status.err()).isZero();
    assertThat(status.out()).contains("java.nio.file.FileSystemException: " + gate + ": Is a dir");
    assertThat(lastFault().path("text").asText()).contains("FileSystemException", "LockFile.java");
    assertThat(lastFault().path("time").asText()).matches("20[0-9T:-]+Z");

    Files.delete(gate);
    assertThat(sandbox.vcluster().flush().exitCode()).isZero();
    assertThat(lastFault().isNull()).isTrue();
    assertThat(note).doesNotExist();
  }

  @Test
  void disable_deletesTheFault() throws IOException {
    failOnce(sandbox.vcluster());
    Files.delete(gate);

    sandbox.vcluster().run("telemetry", "disable");

    assertThat(note).doesNotExist();
  }

  @Test
  void missingClass_isTold() throws IOException {
    DistributionCopy copy = DistributionCopy.in(sandbox.root().resolve("copy"));
    copy.dropArchives();
    for (Path jar : Unix.list(copy.folder().resolve("lib"))) {
      if (jar.toString().contains("commons-codec")) {
        Files.delete(jar);
      }
    }

    runToTheEnd(sandbox.vcluster().launchedBy(copy.launcher()));

    assertThat(Files.readString(note)).contains(" java.lang.NoClassDefFoundError: org/apache/");
    assertThat(sandbox.backend().connections()).isZero();
  }

  @Test
  void folderInPlaceOfTheNote_isNotNoticed() throws IOException {
    Files.createDirectories(note.resolve("inside"));
    failOnce(sandbox.vcluster());

    assertThat(lastFault().isNull()).isTrue();
    assertThat(note.resolve("inside")).isDirectory();
    Files.delete(gate);
    assertThat(sandbox.vcluster().flush().exitCode()).isZero();
  }

  private void failOnce(Vcluster vcluster) throws IOException {
    Files.createDirectories(gate);
    runToTheEnd(vcluster);
    assertThat(sandbox.backend().connections()).isZero();
  }

  private void runToTheEnd(Vcluster vcluster) {
    Result result = vcluster.run("version");
    sandbox.uploaders().awaitNone();
    assertThat(result.out()).startsWith("vcluster version ");
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
  }

  private JsonNode lastFault() throws IOException {
    Result status = sandbox.vcluster().run("telemetry", "status", "-o", "json");
    return new ObjectMapper().readTree(status.out()).path("lastFault");
  }
}
