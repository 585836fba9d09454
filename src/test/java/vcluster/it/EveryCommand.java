package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import vcluster.cli.CommandTree;
import vcluster.testing.Received;
import vcluster.testing.TestServer;

/** Every command once, as a new user might try them. */
final class EveryCommand {
  private static final List<String> LINES =
      List.of(
          "version",
          "--version",
          "--help",
          "help telemetry enable",
          "telemetry",
          "telemetry enable",
          "telemetry status",
          "telemetry status -o json",
          "telemetry preview -- completion bash",
          "telemetry values",
          "completion bash",
          "completion zsh",
          "completion fish",
          "completion powershell",
          // Without helm there is no more to it.
          "create --help",
          "telemetry flush",
          "telemetry log",
          "telemetry log -o json",
          "telemetry disable");

  private EveryCommand() {}

  /** Checks that each does what it should, and what was recorded arrives. */
  static void assertWorks(Vcluster vcluster, TestServer backend) {
    assertComplete();
    for (String line : LINES) {
      Result result =
          line.equals("telemetry flush") ? vcluster.flush() : vcluster.run(line.split(" "));
      assertThat(result.exitCode()).as(line + ": " + result).isZero();
      assertThat(result.out()).as(line).isNotBlank();
      assertThat(result.err()).as(line).doesNotContainIgnoringCase("warning");
    }
    assertThat(vcluster.run("nonsense").exitCode()).isEqualTo(2);
    assertThat(backend.accepted())
        .flatMap(Received::commands)
        .contains(List.of("vcluster", "version"), List.of("vcluster", "completion", "fish"));
  }

  private static void assertComplete() {
    assertThat(leaves(CommandTree.create()))
        .allMatch(command -> LINES.stream().anyMatch(line -> line.startsWith(command)));
  }

  private static Stream<String> leaves(CommandLine command) {
    if (command.getSubcommands().isEmpty()) {
      return Stream.of(command.getCommandSpec().qualifiedName().replaceFirst("vcluster ", ""));
    }
    return command.getSubcommands().values().stream().flatMap(EveryCommand::leaves);
  }
}
