package vcluster.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import vcluster.outbox.FileOutbox;
import vcluster.outbox.TelemetryFolder;
import vcluster.testing.Child;
import vcluster.testing.SampleEvents;
import vcluster.testing.TestServer;
import vcluster.testing.Unchecked;

/** A home of its own for each test, and a server; no process outlives the test. */
final class Sandbox implements BeforeEachCallback, AfterEachCallback {
  private Path root;
  private TestServer backend;

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    root = Files.createTempDirectory("vcluster-it-").toRealPath();
    // Some tests run the program under another account.
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectory(home());
    backend = new TestServer(name());
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    uploaders().kill();
    uploaders().awaitNone();
    backend.close();
    Child.run(List.of("rm", "-r", root.toString()));
  }

  Path root() {
    return root;
  }

  /** In the environment of each process of the test: in its home, and in its endpoint. */
  String name() {
    return root.getFileName().toString();
  }

  Path home() {
    return root.resolve("home");
  }

  Path config() {
    return home().resolve(".vcluster/config.json");
  }

  Path telemetry() {
    return home().resolve(".vcluster/telemetry");
  }

  TestServer backend() {
    return backend;
  }

  Vcluster vcluster() {
    return Vcluster.at(home(), backend.url());
  }

  Uploaders uploaders() {
    return new Uploaders(name());
  }

  FileOutbox outbox() {
    return new FileOutbox(new TelemetryFolder(telemetry()));
  }

  int waiting() {
    return Unchecked.get(() -> outbox().waiting().events());
  }

  void fill(int events) throws IOException {
    long now = System.currentTimeMillis() / 1000;
    for (int i = 0; i < events; i++) {
      outbox().append(SampleEvents.of(now, "vcluster", "waiting" + i));
    }
  }

  /** Ends our own backoff, as time would. */
  void forgetFailures() throws IOException {
    Files.deleteIfExists(telemetry().resolve("retry"));
  }

  void writeConfig(byte[] content) throws IOException {
    Files.createDirectories(config().getParent());
    Files.write(config(), content);
  }
}
