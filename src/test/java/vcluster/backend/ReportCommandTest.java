package vcluster.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import vcluster.backend.report.Report;
import vcluster.backend.report.Thresholds;
import vcluster.backend.report.Topic;
import vcluster.server.ServerException;

/** What the help says is what there is. */
class ReportCommandTest {
  @TempDir private Path folder;

  @Test
  void help_namesEveryReport_andEachThresholdWithItsNumber() {
    StringWriter out = new StringWriter();
    int exit =
        BackendCommand.execute(SettingsTest.context(folder, Map.of(), out), "report", "--help");
    String help = out.toString().replaceAll("\\s+", " ");

    assertThat(exit).isZero();
    List<String> reports =
        Stream.concat(Topic.words(), Stream.of("matrix", "tests", "health", "diff")).toList();
    assertThat(help).contains("Reports: " + String.join(", ", reports) + ".");
    assertThat(help)
        .contains(Arrays.stream(Report.Order.values()).map(Report.Order::word).toList());
    Thresholds.DEFAULT
        .values()
        .forEach(
            (name, value) ->
                assertThat(help)
                    .contains(
                        name + "=" + (value instanceof Double share ? percent(share) : value)));
  }

  /** Before any database is opened. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "decide --tested t | --tested is for tests",
        "health --tested t | --tested is for tests",
        "options --all | --all is for decide and matrix",
        "options --all | others list all there is",
        "tests --tested t --all | --all is for decide and matrix",
        "diff --since 2020-01-01 --all | --all is for decide and matrix",
        "--since 2020-01-01 | --since is for diff",
        "matrix --since 2020-01-01 | --since is for diff",
        "diff --since 9999-01-01 | --since: 9999-01-01 is in the future",
        "optons --all | no report 'optons'; did you mean 'options'?"
      })
  void optionThatWouldDoNothing_isRefused(String words, String problem) throws ServerException {
    BackendContext context = SettingsTest.context(folder, Map.of(), new StringWriter());
    StringWriter err = new StringWriter();
    int exit =
        new CommandLine(new ReportCommand(context, Settings.of(Map.of(), Optional.empty())))
            .setErr(new PrintWriter(err))
            .execute(words.split(" "));

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains(problem);
    assertThat(folder).isEmptyDirectory();
  }

  private static String percent(double share) {
    return String.valueOf(share * 100).replaceFirst("\\.0$", "") + "%";
  }
}
