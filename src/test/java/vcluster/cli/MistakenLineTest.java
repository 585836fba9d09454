package vcluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.outbox.FileOutbox;
import vcluster.outbox.TelemetryFolder;

/** What global options say behind the mistake of a line, where parsing has ended. */
class MistakenLineTest {
  private static final String OFF = "{\"telemetryDisabled\":true}";

  @TempDir Path home;
  private final AtomicInteger started = new AtomicInteger();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void writeConfigs() throws IOException {
    Files.writeString(home.resolve("off.json"), OFF);
    Files.writeString(home.resolve("on.json"), "{}");
  }

  @ParameterizedTest(name = "vcluster {0}")
  @ValueSource(
      strings = {
        "list --config off.json",
        "list --config=off.json",
        "create x --bogus --config off.json",
        "create x --bogus=1 -n --config off.json",
        "create x y --upgrade --config off.json",
        "--config on.json oops --config off.json",
        "list --config on.json --config off.json",
        "list -- --config off.json",
        "completion oops --config off.json",
        "completion --config off.json",
        "version --debug=oops --config off.json",
        "version --config",
        "list --config",
        "list --config on.json --config",
        "list --confg off.json",
        "version -config=off.json",
        "list --Config off.json",
        "list --CONFIG=off.json",
        "list --config:off.json",
        "list --config-file off.json",
        "\u2013config off.json version",
        "\u2014config=off.json version",
      })
  void fileThatMayBeMeantAndIsOff_keepsTheLineFromBeingRecorded(String line) throws IOException {
    run(Terminal.NO, line);

    assertThat(waiting()).isZero();
    assertThat(started).hasValue(0);
  }

  @ParameterizedTest(name = "vcluster {0}")
  @ValueSource(
      strings = {
        "list --config on.json",
        "create x -n --config on.json",
        "list -- --config=on.json"
      })
  void defaultFileThatMayBeMeantAndIsOff_keepsTheLineFromBeingRecorded(String line)
      throws IOException {
    Files.writeString(
        Files.createDirectories(home.resolve(".vcluster")).resolve("config.json"), OFF);

    run(Terminal.NO, line);

    assertThat(waiting()).isZero();
  }

  /** The uploader would ask one of them. */
  @Test
  void filesThatMayBeMeantAndAreOn_areRecordedUnderButNotSent() throws IOException {
    run(Terminal.NO, "list --config on.json");
    assertThat(waiting()).isEqualTo(1);
    assertThat(started).hasValue(0);

    run(Terminal.NO, "--config on.json list --config on.json");
    assertThat(waiting()).isEqualTo(2);
    assertThat(started).hasValue(1);
  }

  @ParameterizedTest(name = "vcluster {0}")
  @ValueSource(strings = {"list --silent", "list -s", "create x --bogus -ns", "list --silent=true"})
  void silenceThatMayBeMeant_keepsTheNoticeBack(String line) throws IOException {
    run(Terminal.YES, line);

    assertThat(err.toString()).doesNotContain("sends telemetry");
    assertThat(started).hasValue(0);
    assertThat(waiting()).isEqualTo(1);

    run(Terminal.YES, "list");
    assertThat(err.toString()).contains("sends telemetry");
  }

  private int waiting() throws IOException {
    Path folder = home.resolve(".vcluster/telemetry");
    return new FileOutbox(new TelemetryFolder(folder)).waiting().events();
  }

  private void run(Terminal terminal, String line) {
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
    int code =
        new Program(
                TestSurroundings.at(
                    home,
                    Map.of(),
                    Clock.systemUTC(),
                    nowhere,
                    new PrintStream(err, true),
                    terminal,
                    (directory, config) -> {
                      started.incrementAndGet();
                      return () -> {};
                    }))
            .run(line.split(" "));
    assertThat(code).isEqualTo(2);
  }
}
