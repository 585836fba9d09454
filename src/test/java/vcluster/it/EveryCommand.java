package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import vcluster.cli.Command;
import vcluster.testing.TestServer;

final class EveryCommand {
  /** What a command's own sample leaves out. */
  private static final List<String> MORE =
      List.of(
          "--version",
          "--help",
          "help telemetry enable",
          "telemetry",
          "telemetry status -o json",
          "telemetry preview -- completion bash",
          "completion zsh",
          "completion fish",
          "completion powershell",
          "create --help",
          "telemetry log -o json",
          "telemetry disable");

  private EveryCommand() {}

  /** Checks that each does what it should, and what was recorded arrives. */
  static void assertWorks(Vcluster vcluster, TestServer backend) {
    for (String line : lines()) {
      Result result =
          line.equals("telemetry flush") ? vcluster.flush() : vcluster.run(line.split(" "));
      assertThat(result.exitCode()).as(line + ": " + result).isZero();
      assertThat(result.out()).as(line).isNotBlank();
      assertThat(result.err()).as(line).doesNotContainIgnoringCase("warning");
    }
    assertThat(vcluster.run("nonsense").exitCode()).isEqualTo(2);
    assertThat(backend.commands())
        .contains(List.of("vcluster", "version"), List.of("vcluster", "completion", "fish"));
  }

  private static List<String> lines() {
    List<String> lines = new ArrayList<>(MORE);
    Arrays.stream(Command.values())
        .filter(command -> !command.isGroup())
        .map(command -> String.join(" ", command.sample()))
        .filter(line -> !lines.contains(line))
        // Last comes the one that ends it all, and before it the one that sends.
        .sorted(Comparator.comparing(line -> line.equals("telemetry flush")))
        .forEach(line -> lines.add(lines.size() - 1, line));
    return lines;
  }
}
