package vcluster.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncerArgumentsTest {
  /** The published sample has them: its inner quotes were lost there. */
  @Test
  void thePublishedSample_isGiven() {
    assertThat(json("--node-selector=a=b", "--sync=hoststorageclasses"))
        .isEqualTo(
            "{\"setFlags\":{\"node-selector\":true,\"sync\":true},"
                + "\"controllers\":[\"hoststorageclasses\"]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/vcluster start|{}",
        "--leader-elect=false|{\"setFlags\":{\"leader-elect\":true}}",
        "--leader-elect --name my|{\"setFlags\":{\"leader-elect\":true,\"name\":true}}",
        "--name my --name=other|{\"setFlags\":{\"name\":true}}",
        "--sync a,-b --sync=*|{\"setFlags\":{\"sync\":true},\"controllers\":[\"a\",\"-b\",\"*\"]}",
        "--sync -pods --set-owner|"
            + "{\"setFlags\":{\"set-owner\":true,\"sync\":true},\"controllers\":[\"-pods\"]}",
        "--sync|{\"setFlags\":{\"sync\":true}}",
        "--sync=|{\"setFlags\":{\"sync\":true}}",
        "--target-namespace --hunter2 --name my|"
            + "{\"setFlags\":{\"name\":true,\"target-namespace\":true}}",
        "--name my -- --service-name=x|{\"setFlags\":{\"name\":true}}",
      })
  void flags_areNamedWithoutTheirValues(String words, String json) {
    assertThat(json(words.split(" "))).isEqualTo(json);
  }

  @Test
  void whatLooksLikeNoFlagOrController_isLeftOut() {
    assertThat(json("-hunter2", "hunter2", "--HUNTER2=x", "--hunter 2=x", "--sync=Hunter2,hun ter"))
        .isEqualTo("{\"setFlags\":{\"sync\":true}}");
  }

  @Test
  void aShell_isNotLookedInto() {
    assertThat(json("sh", "-c", "/vcluster start --name=hunter2")).isEqualTo("{}");
  }

  private static String json(String... words) {
    return SyncerArguments.of(List.of(words)).json();
  }
}
