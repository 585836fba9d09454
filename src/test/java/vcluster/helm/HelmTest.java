package vcluster.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelmTest {
  @Test
  void whatTheLauncherChanged_isPutBack() {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "LC_ALL", "C.UTF-8",
                "VCLUSTER_LC_ALL", "de_DE@euro",
                "VCLUSTER_JAVA_TOOL_OPTIONS", "-Da=b",
                "VCLUSTER__JAVA_OPTIONS", "-Dc=d",
                "VCLUSTER_TELEMETRY_ENDPOINT", "http://127.0.0.1:1/"));
    Helm.restore(environment);
    assertThat(environment)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "LC_ALL", "de_DE@euro",
                "JAVA_TOOL_OPTIONS", "-Da=b",
                "_JAVA_OPTIONS", "-Dc=d",
                "VCLUSTER_TELEMETRY_ENDPOINT", "http://127.0.0.1:1/"));
  }

  @Test
  void localeThatTheUserDidNotSet_isNotSet() {
    Map<String, String> environment =
        new HashMap<>(Map.of("LC_ALL", "C.UTF-8", "VCLUSTER_LC_ALL", "", "LANG", "C"));
    Helm.restore(environment);
    assertThat(environment).containsExactlyEntriesOf(Map.of("LANG", "C"));
  }

  @ParameterizedTest
  @CsvSource({
    "unlimited, ",
    "'', ",
    ", ",
    "1500000, /bin/sh -c ulimit -S -v 1500000; exec \"$@\" sh"
  })
  void limitOfMemoryThatTheLauncherLifted_isPutBack(String limit, String words) {
    Map<String, String> environment = new HashMap<>();
    if (limit != null) {
      environment.put("VCLUSTER_ULIMIT_V", limit);
    }

    assertThat(String.join(" ", Helm.limit(environment))).isEqualTo(words == null ? "" : words);
    assertThat(environment).isEmpty();
  }

  @Test
  void withoutALauncher_nothingChanges() {
    Map<String, String> environment = new HashMap<>(Map.of("LC_ALL", "de_DE"));
    Helm.restore(environment);
    assertThat(environment).containsExactlyEntriesOf(Map.of("LC_ALL", "de_DE"));
  }
}
