package vcluster.outbox;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An outbox for each test, of which nothing is on the disk yet. */
abstract class WithOutbox {
  @TempDir Path home;
  TelemetryFolder folder;
  FileOutbox outbox;

  @BeforeEach
  void makeOutbox() {
    folder = new TelemetryFolder(home.resolve(".vcluster/telemetry"));
    outbox = new FileOutbox(folder);
  }
}
