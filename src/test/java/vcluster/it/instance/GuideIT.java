package vcluster.it.instance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vcluster.it.Result;
import vcluster.testing.Unix;

/**
 * Runs every command of the guide to instances, as it stands there: with a helm that renders a
 * chart of this machine, and a kubectl that keeps what it is given.
 */
class GuideIT {
  private static final Pattern COMMANDS = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");
  private static final String KUBECTL =
      """
      #!/bin/sh
      case "$*" in
        "create namespace "*) echo "namespace/$3 created" ;;
        "apply -f -") echo ---; cat ;;
        *) exit 64 ;;
      esac
      """;

  @TempDir Path folder;

  @Test
  void everyCommand_carriesTheOptOut() throws Exception {
    try (Cli cli = new Cli(folder)) {
      Path bin = new RealHelm(folder).bin;
      Unix.program(bin.resolve("kubectl"), KUBECTL);
      cli.environment.merge(
          "PATH", bin + ":" + Cli.PROGRAM.getParent(), (old, ours) -> ours + ":" + old);
      int manifests = 0;
      for (String block : blocks()) {
        Result ended = cli.runAny("", List.of("bash", "-c", "set -e -o pipefail\n" + block));
        assertThat(ended.exitCode()).as(block + ended.err()).isZero();
        String[] documents = ended.out().split("(?m)^---\\n", -1);
        for (String document : documents) {
          manifests += document.contains("kind: ") ? 1 : 0;
          assertOptOut(document);
        }
      }
      assertThat(manifests).isEqualTo(7);
    }
  }

  private static void assertOptOut(String document) throws Exception {
    if (document.contains("kind: ")) {
      JsonNode telemetry = RealHelm.telemetry(document);
      boolean off =
          telemetry.path("disabled").asBoolean() || !telemetry.path("enabled").asBoolean(true);
      assertThat(off).as(document).isTrue();
    }
  }

  private static List<String> blocks() throws Exception {
    Matcher matcher = COMMANDS.matcher(Files.readString(Path.of("docs/instances.md")));
    List<String> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    assertThat(blocks).hasSizeGreaterThan(5);
    return blocks;
  }
}
