package vcluster.it.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
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
    assertThat(run("demo", "--machines", "1500", "--instances", "100")).as(backend.log()).isZero();

    assertThat(run("report", "decide")).as(backend.log()).isZero();
    assertThat(backend.log())
        .containsPattern("[0-9,]+ machines \\(\\+[0-9,]+ once\\), .* 28 days to .*; invented data")
        .contains("VERDICT  ")
        .containsPattern("keep +vcluster pause .* failing");

    assertThat(run("report", "decide", "vcluster connect --update-current")).isZero();
    assertThat(backend.log())
        .containsPattern("vcluster connect --update-current .*deprecated-since-0.20.0");

    assertThat(run("report", "commands", "-o", "csv")).isZero();
    assertThat(backend.log())
        .contains("kind,name,population,verdict,")
        .containsPattern("\ncommand,vcluster create,machine,keep,[0-9]+,");

    assertThat(run("report", "versions", "-o", "markdown")).isZero();
    assertThat(backend.log()).contains("| --- | ---: |").contains("| cli\\_version 0.36.1 |");

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
