package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.outbox.Batch;
import vcluster.testing.Child;
import vcluster.testing.Unix;

/**
 * Files of telemetry's that belong to root, as after {@code sudo vcluster} with the user's home.
 */
class ForeignFilesIT {
  private static final int NOBODY = 65534;

  @RegisterExtension final Sandbox sandbox = new Sandbox();

  private Vcluster vcluster;
  private String nobody;

  @BeforeEach
  void runAsNobody() throws IOException {
    assumeTrue(Unix.isRoot(), "only root has another account to run as");
    give(sandbox.home());
    nobody = Files.getOwner(sandbox.home()).getName();
    assumeTrue(nobody.equals("nobody"), "no such account here");
    vcluster = sandbox.vcluster().through(as(NOBODY));
    assumeTrue(vcluster.off().run("version").exitCode() == 0, "it may not run the program");
  }

  @ParameterizedTest
  @CsvSource({
    "lock, recorded",
    "queue.jsonl, recorded",
    "batch, sent",
    "upload.lock, sent",
    "gate.lock, sent",
    "requests.jsonl, sent",
  })
  void fileOfRoots_isNamedWithARemedyThatHelps(String name, String effect) throws IOException {
    Path file = fileOfRoots(name);

    Result status = vcluster.run("telemetry", "status");
    JsonNode json = json();

    String problem = file + " belongs to root and can't be opened, so nothing can be " + effect;
    String remedy = "sudo chown -R " + nobody + " " + sandbox.telemetry();
    assertThat(status.exitCode()).isEqualTo(1);
    assertThat(status.err()).isEqualTo("vcluster: " + problem + "; run: " + remedy + "\n");
    assertThat(json.path("problem").asText()).isEqualTo(problem);
    assertThat(json.path("remedy").asText()).isEqualTo(remedy);

    runAsRoot(remedy);

    assertThat(vcluster.run("telemetry", "status").exitCode()).isZero();
    assertThat(json().path("remedy").isNull()).isTrue();
    vcluster.run("version");
    Result flush = vcluster.flush();
    assertThat(flush.exitCode()).as(flush.err()).isZero();
  }

  @Test
  void homeInWhichRootWasFirst_isNamedWithARemedyThatHelps() {
    sandbox.vcluster().run("completion", "bash");
    assertFolderIsNamed(sandbox.config().getParent());
  }

  @Test
  void folderOfRoots_isNamedWithARemedyThatHelps() throws IOException {
    sandbox.fill(1);
    give(sandbox.config().getParent());
    Files.setAttribute(sandbox.telemetry(), "unix:uid", 0);
    assertFolderIsNamed(sandbox.telemetry());
  }

  @Test
  void homeOfAnother_isNamedWithoutARemedy() throws IOException {
    sandbox.fill(1);
    give(sandbox.config().getParent());
    Vcluster stranger = sandbox.vcluster().through(as(54_321));

    Result status = stranger.run("telemetry", "status");

    assertThat(status.err())
        .isEqualTo(
            "vcluster: "
                + sandbox.config().getParent()
                + " belongs to nobody and can't be opened, so nothing can be recorded\n");
  }

  @Test
  void ownFileThatMayNotBeWritten_isNamedWithARemedyThatHelps() throws IOException {
    Path file = fileOfRoots("lock");
    give(file);
    Unix.mode(file, "r--------");

    JsonNode json = json();

    assertThat(json.path("problem").asText()).startsWith(file + " is not writable, so nothing");
    String remedy = json.path("remedy").asText();
    assertThat(remedy).isEqualTo("chmod -R u+rwX " + sandbox.telemetry());

    runAsRoot(remedy);

    assertThat(vcluster.run("telemetry", "status").exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lock", "queue.jsonl", "batch", "upload.lock", "requests.jsonl"})
  void flush_namesTheFileAndTheRemedy(String name) throws IOException {
    assertAdvice(fileOfRoots(name), vcluster.run("telemetry", "flush"), "vcluster: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"requests.jsonl", "requests.1.jsonl"})
  void log_namesTheFileAndTheRemedy(String name) throws IOException {
    assertAdvice(fileOfRoots(name), vcluster.run("telemetry", "log"), "vcluster: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lock", "queue.jsonl", "batch", "gate.lock"})
  void disable_savesTheChoice_andSaysWhatItLeftThere(String name) throws IOException {
    Path file = fileOfRoots(name);

    Result disable = vcluster.run("telemetry", "disable");

    assertAdvice(
        file, disable, "vcluster: telemetry is off, but waiting events could not be deleted: ");
    assertThat(Files.readString(sandbox.config())).isEqualTo("{\"telemetryDisabled\":true}");

    runAsRoot("sudo chown -R " + nobody + " " + sandbox.telemetry());

    assertThat(vcluster.run("telemetry", "disable").exitCode()).isZero();
    assertThat(sandbox.waiting()).isZero();
  }

  @Test
  void disable_onAConfigFileOfRoots_saysThatItCouldNotBeUsed() throws IOException {
    sandbox.writeConfig("{}".getBytes(StandardCharsets.UTF_8));
    give(sandbox.config().getParent());
    Files.setAttribute(sandbox.config(), "unix:uid", 0);
    Unix.mode(sandbox.config(), "rw-------");

    Result disable = vcluster.run("telemetry", "disable");

    assertThat(disable.exitCode()).isZero();
    assertThat(disable.err())
        .contains(sandbox.config() + " can't be opened: permission denied; moved to");
    assertThat(Files.readString(sandbox.config())).isEqualTo("{\"telemetryDisabled\":true}");
  }

  /** As in containers that run as any number. */
  @Test
  void folderOfAnAccountWithoutAName_isItsOwn() throws IOException {
    int number = 54_321;
    sandbox.fill(1);
    try (Stream<Path> paths = Files.walk(sandbox.home())) {
      for (Path path : paths.toList()) {
        Files.setAttribute(path, "unix:uid", number);
      }
    }
    Unix.mode(sandbox.telemetry(), "r-x------");

    Result status = sandbox.vcluster().through(as(number)).run("telemetry", "status");

    assertThat(status.err())
        .isEqualTo(
            "vcluster: %1$s is not writable, so nothing can be recorded; run: chmod -R u+rwX %1$s\n"
                .formatted(sandbox.telemetry()));
    assertThat(status.exitCode()).isEqualTo(1);
  }

  private void assertFolderIsNamed(Path folder) {
    Result status = vcluster.run("telemetry", "status");

    String remedy = "sudo chown -R " + nobody + " " + folder;
    assertThat(status.exitCode()).isEqualTo(1);
    assertThat(status.err())
        .isEqualTo(
            "vcluster: "
                + folder
                + " belongs to root and can't be opened, so nothing can be recorded; run: "
                + remedy
                + "\n");
    assertThat(status.out()).contains("Waiting         unknown", "Last upload     unknown");

    runAsRoot(remedy);

    assertThat(vcluster.run("telemetry", "status").out()).contains("Waiting         1 event,");
  }

  private static void assertAdvice(Path file, Result result, String start) {
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .startsWith(start + file + " belongs to root and can't be opened; run: sudo chown -R ")
        .endsWith(file.getParent() + "\n");
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(vcluster.run("telemetry", "status", "-o", "json").out());
  }

  /** Makes an outbox with two events, one of them frozen, in which this file alone is root's. */
  private Path fileOfRoots(String name) throws IOException {
    sandbox.fill(1);
    sandbox.outbox().freeze(events -> new Batch("key", 1, events.get(0).time(), "{}"));
    sandbox.fill(1);
    Path file = sandbox.telemetry().resolve(name);
    if (!Files.exists(file)) {
      Files.createFile(file);
    }
    give(sandbox.config().getParent());
    Files.setAttribute(file, "unix:uid", 0);
    Unix.mode(file, "rw-------");
    return file;
  }

  private static void give(Path top) throws IOException {
    try (Stream<Path> paths = Files.walk(top)) {
      for (Path path : paths.toList()) {
        Files.setAttribute(path, "unix:uid", NOBODY);
      }
    }
  }

  private static List<String> as(int id) {
    return List.of("setpriv", "--reuid=" + id, "--regid=" + id, "--clear-groups");
  }

  private static void runAsRoot(String remedy) {
    Child.run(List.of("sh", "-c", remedy.replaceFirst("^sudo ", "")));
  }
}
