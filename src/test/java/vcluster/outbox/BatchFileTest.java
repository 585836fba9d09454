package vcluster.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchFileTest {
  private static final String BODY = "{\"data\":[{\"event\":{\"properties\":\"{\\\"a\\\":{}}\"}}]}";

  @TempDir Path home;

  @Test
  void batch_isALineOfFactsAndItsBody_andCountsOnlyAsAWhole() throws IOException {
    TelemetryFolder folder = new TelemetryFolder(home);
    Samples.append(new FileOutbox(folder), 1, 1);
    BatchFile file = new BatchFile(folder);
    Batch batch = new Batch("a-key", 37, 1_700_000_000, BODY);
    file.freeze(events -> batch);

    assertThat(folder.batch()).hasContent("a-key 37 1700000000\n" + BODY + "\n");
    assertThat(file.read()).contains(batch);
    assertThat(file.events()).isEqualTo(37);
    byte[] whole = Files.readAllBytes(folder.batch());
    for (int length = 0; length < whole.length; length++) {
      Files.write(folder.batch(), Arrays.copyOf(whole, length));
      assertThat(file.events()).as("%d bytes", length).isZero();
      assertThat(file.read()).as("%d bytes", length).isEmpty();
    }
  }
}
