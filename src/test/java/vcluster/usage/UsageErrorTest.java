package vcluster.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

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

  /** A command line as the programs declare theirs. */
  @Command(name = "vcluster-x")
  private static final class Declared {
    @Option(names = "--port")
    private int port;

    @Option(names = "--address")
    private InetAddress address = InetAddress.getLoopbackAddress();

    @Option(names = {"-o", "--output"})
    private StandardProtocolFamily output = StandardProtocolFamily.INET;

    @ArgGroup(multiplicity = "1")
    private Whom whom = new Whom();

    @Parameters(paramLabel = "FAMILY", arity = "0..1")
    private StandardProtocolFamily family = StandardProtocolFamily.INET;
  }

  private static final class Whom {
    @Option(names = "--machine-id")
    private String machineId = "";

    @Option(names = "--uid")
    private String uid = "";
  }

  @ParameterizedTest
  @CsvSource({
    "--uid a --port x, --port: 'x' is not a number",
    "--uid a --address [, --address: '[' is not valid",
    "--uid a -o xml, '--output must be one of: INET, INET6, UNIX'",
    "--uid a none, 'unknown family \"none\"; choose INET, INET6 or UNIX'",
    "--port 1, give either --machine-id or --uid",
    "--uid a --machine-id b, give either --machine-id or --uid",
  })
  void valueThatCantBe_isAnsweredWithWhatCan(String line, String wrong) {
    assertThat(describe(new CommandLine(new Declared()), line.split(" ")))
        .startsWith("vcluster-x: " + wrong + System.lineSeparator());
  }

  @Test
  void message_keepsWordsInCapitals() {
    assertThat(UsageError.describe(new ParameterException(program, "NAME is missing")))
        .startsWith("vcluster-x: NAME is missing");
  }

  @Test
  void longWord_isCut() {
    assertThat(describe("x".repeat(100_000)))
        .startsWith("vcluster-x: unknown command \"" + "x".repeat(100) + "...\" for ");
  }

  private String describe(String... words) {
    return describe(program, words);
  }

  private static String describe(CommandLine program, String... words) {
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
