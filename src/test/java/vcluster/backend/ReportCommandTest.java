package vcluster.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vcluster.backend.report.Report;
import vcluster.backend.report.Thresholds;
import vcluster.backend.report.Topic;

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

  private static String percent(double share) {
    return String.valueOf(share * 100).replaceFirst("\\.0$", "") + "%";
  }
}
