package vcluster.build.completion;

import java.util.List;
import java.util.Map;

/** Asks a real fish. */
final class FishCompletionTest extends CompletionContract {
  FishCompletionTest() {
    super(new AskedShell("fish", "vcluster.fish", List.of("fish", "--no-config")));
  }

  @Override
  List<Map<String, String>> setups() {
    return List.of(Map.of());
  }

  @Override
  Map<String, String> listing() {
    return Map.of();
  }
}
