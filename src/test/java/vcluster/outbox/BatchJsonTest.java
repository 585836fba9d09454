package vcluster.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The content of a batch's file, whole or cut short. */
class BatchJsonTest {
  private static final String BODY = "{\"data\":[{\"event\":{\"properties\":\"{\\\"a\\\":{}}\"}}]}";

  @Test
  void read_givesWhatWasWritten() throws IOException {
    Batch batch = new Batch("a-key", 37, 1_700_000_000, BODY);

    assertThat(BatchJson.read(BatchJson.write(batch))).contains(batch);
  }

  @Test
  void events_areThoseOfAWholeBatch_howeverItWasCut() throws IOException {
    byte[] whole = BatchJson.write(new Batch("a-key", 37, 1_700_000_000, BODY));
    assertThat(BatchJson.events(whole)).isEqualTo(37);

    for (int length = 0; length < whole.length; length++) {
      assertThat(BatchJson.events(Arrays.copyOf(whole, length))).as("%d bytes", length).isZero();
    }
  }

  @Test
  void events_areFoundInAnotherFormToo() {
    String other = "{ \"body\": \"b\", \"events\": 2, \"key\": \"k\" }";

    assertThat(BatchJson.events(other.getBytes(StandardCharsets.UTF_8))).isEqualTo(2);
    assertThat(BatchJson.events("{\"key\":\"k\",\"events\":7,".getBytes(StandardCharsets.UTF_8)))
        .isZero();
  }
}
