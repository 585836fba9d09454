package vcluster.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a-key 101 1700000000",
        "a-key 2147483647 1700000000",
        "a-key 0 1700000000",
        "a-key 1 -9223372036854775808",
        "a-key 1 -1",
        "a-key 1 9223372036854775807",
      })
  void batchOfMoreEventsThanFitOrOfATimeNobodyHad_isDamaged(String head) throws IOException {
    TelemetryFolder folder = new TelemetryFolder(home);
    Samples.append(new FileOutbox(folder), 1, 1);
    Files.writeString(folder.batch(), head + "\n" + BODY + "\n");

    assertThat(new BatchFile(folder).read()).isEmpty();
    assertThat(new BatchFile(folder).events()).isZero();
    assertThat(new FileOutbox(folder).waiting()).isEqualTo(new Waiting(1, 1L, Undelivered.none()));
  }

  @Test
  void countsThatAreTooLargeToAddUp_stayTheLargest() throws IOException {
    TelemetryFolder folder = new TelemetryFolder(home);
    long most = Long.MAX_VALUE;
    Files.writeString(folder.undelivered(), "%1$d %1$d %1$d\n".formatted(most));

    new Undelivered(1, 0, 7).addTo(folder.undelivered());

    Undelivered counts = Undelivered.read(folder.undelivered());
    assertThat(counts).isEqualTo(new Undelivered(most, most, most));
    assertThat(counts.total()).isEqualTo(most);
  }
}
