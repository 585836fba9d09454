package vcluster.it.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a maintainer reads, of an invented fleet. */
@EnabledOnOs(OS.LINUX)
class ReportIT {
  @TempDir private Path folder;

  private BackendProcess backend;

  @Test
  void reports_tellWhatIsPublished() throws Exception {
    backend = BackendProcess.stopped(folder, Map.of());
    assertThat(run("demo", "--machines", "2500", "--instances", "100")).as(backend.log()).isZero();

    assertThat(run("report", "decide")).as(backend.log()).isZero();
    assertThat(backend.log())
        .containsPattern("[0-9,]+ machines \\(\\+[0-9,]+ once\\), .* 28 days to .*; invented data")
        .contains("VERDICT  ")
        .containsPattern("keep +vcluster pause .* failing");

    assertThat(run("report", "decide", "vcluster connect --update-current")).isZero();
    assertThat(backend.log())
        .containsPattern("vcluster connect --update-current .*deprecated-since-0.20.0");

    assertThat(run("report", "decide", "vcluster connect --address")).isZero();
    assertThat(backend.log()).containsPattern("vcluster connect --address .*falling, .*mix-shift");

    assertThat(run("report", "commands", "-o", "csv")).isZero();
    assertThat(backend.log())
        .contains("kind,name,population,verdict,")
        .containsPattern("\ncommand,vcluster create,machine,keep,[0-9]+,");

    assertThat(run("report", "versions", "-o", "markdown")).isZero();
    assertThat(backend.log()).contains("| --- | ---: |").contains("| cli\\_version 0.36.1 |");

    assertThat(run("report", "decide", "vcluster connect --update-current", "-o", "markdown"))
        .isZero();
    assertThat(backend.log())
        .contains("- **deprecated-since-0.20.0**: ", "\nInstead: vcluster connect --print\n")
        .contains("## Motivation");

    assertThat(run("report", "matrix")).as(backend.log()).isZero();
    assertThat(backend.log()).containsPattern("[0-9]+ of [0-9]+ combinations covers? [0-9.]+% of ");

    Path tested = Files.writeString(folder.resolve("tested.txt"), "command vcluster create\n");
    assertThat(run("report", "tests", "--tested", tested.toString())).as(backend.log()).isZero();
    assertThat(backend.log())
        .containsPattern("1 of [0-9,]+ items is tested")
        .containsPattern("[0-9,]+ runs: at least [0-9.]+% and at most [0-9.]+% with nothing")
        .containsPattern("\ncommand vcluster pause +[0-9]+");

    assertThat(run("report", "health")).as(backend.log()).isZero();
    assertThat(backend.log())
        .contains("The figures are up to date: all days that are over are counted.")
        .contains("No whole week is without events of machines.")
        .containsPattern("\nmachine +all +[0-9,]+ ");

    assertThat(run("report", "diff", "--since", "2020-01-01")).as(backend.log()).isZero();
    assertThat(backend.log())
        .contains("There are no verdicts of 2020-01-01 or before.")
        .contains("0 verdicts have changed since ");

    assertThat(run("report", "options", "--below", "1%", "--sort", "name", "--census")).isZero();
    assertThat(backend.log()).contains("A census: these members are all there are");

    assertThat(run("report", "decide", "--all", "--fail-on", "gone", "-o", "json")).isEqualTo(3);
    assertPublished(json());
  }

  private static void assertPublished(JsonNode json) {
    assertThat(json.get("schema_version").intValue()).isEqualTo(1);
    assertThat(json.get("invented").booleanValue()).isTrue();
    assertThat(json.get("items")).hasSizeGreaterThan(1_000);
    for (JsonNode item : json.get("items")) {
      for (String members : List.of("members_7", "members_28", "members_90", "used", "exposed")) {
        assertThat(item.get(members).isNull() || !isFew(item.get(members).longValue()))
            .as(item.toString())
            .isTrue();
      }
      assertThat(item.get("verdict").textValue()).isNotEmpty();
      assertThat(item.get("reasons").toString()).contains("opted-out-unknown");
    }
  }

  private static boolean isFew(long members) {
    return members >= 1 && members <= 4;
  }

  @Test
  void wordsThatNobodyKnows_areRefused_withWhatIsMeant() throws Exception {
    backend = BackendProcess.stopped(folder, Map.of());
    assertThat(run("report", "decid")).isEqualTo(2);
    assertThat(run("report", "--verdict", "unusd")).isEqualTo(2);
    assertThat(run("report", "x".repeat(10_000))).isEqualTo(2);
    assertThat(run("report", "matrx")).isEqualTo(2);
    assertThat(run("report", "commands", "--sort", "evnts")).isEqualTo(2);
    assertThat(run("report", "--threshold", "kpt=1%")).isEqualTo(2);
    assertThat(run("report", "--threshold", "days")).isEqualTo(2);
    assertThat(run("report", "--below", "much")).isEqualTo(2);
    assertThat(run("report", "matrix", "--below", "1%")).isEqualTo(2);
    assertThat(run("report", "diff")).isEqualTo(2);
    assertThat(run("report", "--since", "2026-01-01")).isEqualTo(2);
    assertThat(run("report", "tests")).isEqualTo(2);
    assertThat(run("report", "tests", "--tested", "none.txt")).isEqualTo(1);
    Path tested = Files.writeString(folder.resolve("t"), "\ncommand vcluster crate\n");
    assertThat(run("report", "tests", "--tested", tested.toString())).isEqualTo(2);
    assertThat(backend.log())
        .contains("no report 'matrx'; did you mean 'matrix'?")
        .contains("--sort: no column 'evnts'; did you mean 'events'?")
        .contains("--threshold: no threshold 'kpt'; did you mean 'kept'?")
        .contains("--threshold: days: a number from 1 to 90 is expected")
        .contains("--below: 'much' is no share, such as 1% or 0.01")
        .contains("'matrix' is no list of items")
        .contains("'diff' needs --since DATE, such as 2")
        .contains("--since is for diff")
        .contains("'tests' needs --tested FILE")
        .contains("can't read none.txt: no such file")
        .contains(tested + ": line 2: no item 'command vcluster crate', did you mean 'command");
    assertThat(backend.log())
        .contains("no report 'decid'; did you mean 'decide'?")
        .contains("--verdict: no verdict 'unusd'; did you mean 'unused'?")
        .contains("no report '" + "x".repeat(100) + "...'; there are decide, ");
  }

  @Test
  void beforeTheFirstClosedDay_itIsSaidWhenFiguresCome() throws Exception {
    try (BackendProcess server = BackendProcess.start(folder, Map.of()).awaitReady()) {
      assertThat(server.run("report")).isEqualTo(1);
      assertThat(server.log()).contains("no figures yet: they are published after 00:30 UTC");
    }
  }

  private int run(String... words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("--data", backend.data().toString()));
    return backend.run(line.toArray(String[]::new));
  }

  private JsonNode json() throws IOException {
    String line =
        backend
            .log()
            .lines()
            .filter(it -> it.startsWith("{\"schema_version\""))
            .findFirst()
            .orElseThrow();
    return new JsonMapper().readTree(line);
  }
}
