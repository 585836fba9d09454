package vcluster.build.completion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Asks a real bash, in all the ways that readline asks. */
final class BashCompletionTest extends CompletionContract {
  private static final String TAB = "9";
  private static final String SECOND_TAB = "63";

  BashCompletionTest() {
    super(new AskedShell("bash", "vcluster.bash", List.of("bash", "--noprofile", "--norc")));
  }

  @Test
  void longDescription_isCutToTheTerminal() throws Exception {
    Map<String, String> narrow = Map.of("ASK_AS", "words", "ASK_TYPE", SECOND_TAB, "COLUMNS", "40");

    assertThat(ask("vcluster telemetry ", narrow))
        .contains(new Offer("status", "Show whether telemetry is..."))
        .contains(new Offer("flush", "Upload waiting events now"))
        .allSatisfy(offer -> assertThat(offer.note()).hasSizeLessThan(40 - "preview  ()".length()));
  }

  @Override
  List<Map<String, String>> setups() {
    return Stream.of("words", "whole", "lineless", "old")
        .map(as -> Map.of("ASK_AS", as, "ASK_TYPE", TAB))
        .toList();
  }

  @Override
  Map<String, String> listing() {
    return Map.of("ASK_AS", "words", "ASK_TYPE", SECOND_TAB, "COLUMNS", "200");
  }
}
