package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.testing.Ports;

/**
 * The README in reading order, as one script in one shell at a terminal: each command works, and
 * prints what stands there. What builds the program is left to CI.
 */
class ReadmeIT {
  private static final Pattern BLOCK =
      Pattern.compile("^```(sh|console)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  private static final String SERVE =
      """
      vcluster-backend serve --port PORT --admin-port ADMIN > backend.log 2>&1 &
      echo $! > backend.pid
      for i in $(seq 600); do curl -sf -o /dev/null 127.0.0.1:ADMIN/readyz && break; sleep 0.1; done
      """;

  /** Before a command's output, and before its exit code. */
  private static final String START = "<<<";

  private static final String END = ">>>";

  /**
   * A command of the README.
   *
   * @param output what stands below it
   */
  private record Step(String command, String output) {}

  @RegisterExtension final Sandbox sandbox = new Sandbox();
  private int port;
  private int adminPort;

  @Test
  void everyCommand_worksInReadingOrder_andPrintsWhatStandsThere() throws Exception {
    port = Ports.free();
    adminPort = Ports.free();
    List<Step> steps = steps();
    assertThat(steps).hasSizeGreaterThan(12);
    Files.createSymbolicLink(
        Files.createDirectory(sandbox.root().resolve("target")).resolve("vcluster"), Vcluster.DIST);
    Files.writeString(sandbox.root().resolve("script"), script(steps));

    String shown =
        Vcluster.at(sandbox.home(), "")
            .without("VCLUSTER_TELEMETRY_ENDPOINT")
            .with("NO_COLOR", "1")
            .launchedBy("script")
            .from(sandbox.root())
            .run("-qec", "bash script", "/dev/null")
            .out();

    assertThat(plain(shown)).isEqualTo(plain(expected(steps)));
  }

  @AfterEach
  void endBackend() throws IOException {
    Path pid = sandbox.root().resolve("backend.pid");
    if (Files.exists(pid)) {
      long number = Long.parseLong(Files.readString(pid).strip());
      ProcessHandle.of(number)
          .ifPresent(
              backend -> {
                backend.destroy();
                backend.onExit().join();
              });
    }
  }

  private static List<Step> steps() throws IOException {
    List<Step> steps = new ArrayList<>();
    for (MatchResult block :
        BLOCK.matcher(Files.readString(Path.of("README.md"))).results().toList()) {
      if (block.group(1).equals("sh")) {
        // What these print is not shown there.
        block
            .group(2)
            .lines()
            .map(line -> new Step(line.startsWith("vcluster ") ? line + " > out" : line, ""))
            .forEach(steps::add);
      } else {
        for (String step : block.group(2).split("(?m)^\\$ ")) {
          if (!step.isEmpty()) {
            String[] parts = step.split("\n", 2);
            steps.add(new Step(parts[0], parts[1]));
          }
        }
      }
    }
    steps.removeIf(step -> step.command().startsWith("mvn "));
    return steps;
  }

  private String script(List<Step> steps) {
    StringBuilder script = new StringBuilder();
    String serve = SERVE.replace("ADMIN", Integer.toString(adminPort));
    for (Step step : steps) {
      String command = step.command().equals("vcluster-backend serve") ? serve : step.command();
      String here = command.replace("8080", "PORT").replace("PORT", Integer.toString(port));
      script.append("echo '%s'\n%s\necho \"$?%s\"\n".formatted(START, here, END));
    }
    return script.toString();
  }

  private static String expected(List<Step> steps) {
    StringBuilder expected = new StringBuilder();
    steps.forEach(step -> expected.append(START + "\n" + step.output() + "0" + END + "\n"));
    return expected.toString();
  }

  /** Without what differs from run to run. */
  private String plain(String text) {
    return text.replace("\r", "")
        .replace(sandbox.home().toString(), "/home/alice")
        .replace(Integer.toString(port), "8080")
        .replaceAll("\\b[0-9a-f]{64}\\b", "ID")
        .replaceAll("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "KEY")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME")
        .replaceAll("\"timestamp\" : \\d{10}\\b", "\"timestamp\" : TIME")
        .replaceAll("(?m)^(Time zone +).*", "$1UTC")
        .replaceAll("(timezone\\\\\":\\\\\")[^\\\\]*", "$1UTC");
  }
}
