package vcluster.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

class UsageErrorTest {
  private final CommandLine program =
      new CommandLine(
          CommandSpec.create()
              .name("vcluster-x")
              .addSubcommand("stats", command("--output", "--data"))
              .addSubcommand("status", command("--output"))
              .addSubcommand("serve", command("--port")));

  @ParameterizedTest
  @CsvSource({
    "statu, 'unknown command \"statu\" for \"vcluster-x\"', 'stats or status'",
    "stauts, 'unknown command \"stauts\" for \"vcluster-x\"', 'stats or status'",
    "help, 'unknown command \"help\" for \"vcluster-x\"', ''",
    "stats --ouput=secret, 'unknown option \"--ouput\" for \"vcluster-x stats\"', '--output'",
    "-- stats, 'unknown command \"stats\" for \"vcluster-x\"', status",
    "'\033[31m\007\n\u202e', 'unknown command \"\\u001b[31m\\u0007\\u000a\\u202e\" for \"vcluster-x\"', ''",
    "stats --dtta, 'unknown option \"--dtta\" for \"vcluster-x stats\"', '--data'",
    "stats --format, 'unknown option \"--format\" for \"vcluster-x stats\"', ''",
    "stats surplus, 'unexpected argument \"surplus\" for \"vcluster-x stats\"', ''",
    "stats --output, 'missing required parameter for option ''--output'' (PARAM)', ''",
  })
  void error_saysWhatIsWrong_whatIsMeantWithinTwoLetters_andWhereTheHelpIs(
      String line, String wrong, String meant) {
    String command = line.startsWith("stats") ? "vcluster-x stats" : "vcluster-x";
    String suggestion = meant.isEmpty() ? "" : "Did you mean " + meant + "?\n";

    assertThat(describe(line.split(" ")).replace(System.lineSeparator(), "\n"))
        .isEqualTo(
            "vcluster-x: " + wrong + "\n" + suggestion + "Run '" + command + " --help' for usage.");
  }

  @Test
  void longWord_isCut() {
    assertThat(describe("x".repeat(100_000)))
        .startsWith("vcluster-x: unknown command \"" + "x".repeat(100) + "...\" for ");
  }

  private String describe(String... words) {
    try {
      return String.valueOf(program.parseArgs(words));
    } catch (ParameterException e) {
      return UsageError.describe(e);
    }
  }

  private static CommandSpec command(String... options) {
    CommandSpec spec = CommandSpec.create();
    for (String option : options) {
      spec.addOption(OptionSpec.builder(option).type(String.class).build());
    }
    return spec;
  }
}
