package vcluster.build.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vcluster.cli.CommandTree;
import vcluster.testing.Await;

/** Types into a real bash in a pseudo-terminal, and looks at what readline makes of it. */
final class BashTerminalTest {
  /** Writes down the line as it is; bound in {@link #RC}. */
  private static final String SHOW = "\u0007";

  private static final String ERASE = "\u0001\u000b";

  private static final String RC =
      """
      PS1='$ '
      source completions/vcluster.bash
      cd work
      show() { printf '%s' "$READLINE_LINE" >../typed.new; mv ../typed.new ../typed; }
      bind -x '"\\C-g": show'
      """;

  private Room room;
  private Process terminal;
  private OutputStream keyboard;

  @BeforeEach
  void startBash(@TempDir Path folder) throws Exception {
    assumeTrue(AskedShell.isInstalled("bash"), "bash is not installed");
    assumeTrue(AskedShell.isInstalled("script"), "script (util-linux) is not installed");
    room = Room.in(folder);
    room.write(
        "completions/vcluster.bash", CompletionScript.of(CommandTree.create(), "bash", true));
    room.write("rc", RC);
    terminal =
        room.process(
                List.of("script", "-qec", "cd .. && bash --noprofile --rcfile rc -i", "/dev/null"),
                Map.of())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    keyboard = terminal.getOutputStream();
    awaitReadline();
  }

  @AfterEach
  void stopBash() throws IOException {
    if (terminal != null) {
      Room.stop(terminal);
      assertThat(room.started()).as("command lines run by completing").isEmpty();
    }
  }

  @Test
  void tab_completesTheLine() throws Exception {
    assertThat(typed("vcluster tel\tst\t--out\tj\t"))
        .isEqualTo("vcluster telemetry status --output json ");
    assertThat(typed("vcluster telemetry status --output=js\t"))
        .isEqualTo("vcluster telemetry status --output=json ");
    assertThat(typed("vcluster --config=fi\t-n a:b tele\t"))
        .isEqualTo("vcluster --config=first.yaml -n a:b telemetry ");
    assertThat(typed("vcluster --config na\t--sil\t"))
        .isEqualTo("vcluster --config name\\ with\\ blanks.yaml --silent ");
    assertThat(typed("vcluster --config fo\t")).isEqualTo("vcluster --config folder/");
    assertThat(typed("vcluster --config 'a b' \"telemetry\" st\t"))
        .isEqualTo("vcluster --config 'a b' \"telemetry\" status ");
    assertThat(typed("vcluster -n fi\t")).isEqualTo("vcluster -n fi");
  }

  /** Three more Tabs list the words, descriptions and all; none of it may get into the line. */
  @Test
  void tab_listingWords_leavesTheLineAlone() throws Exception {
    assertThat(typed("vcluster telemetry \t\t\t")).isEqualTo("vcluster telemetry ");
    assertThat(typed("vcluster --co\t\t\t")).isEqualTo("vcluster --con");
  }

  @Test
  void tab_withinTheLine_looksOnlyAtWhatIsBefore() throws Exception {
    String backToTheSpace = "\u0002".repeat(" --debug".length());

    assertThat(typed("vcluster telemetry sta --debug" + backToTheSpace + "\t"))
        .isEqualTo("vcluster telemetry status --debug");
  }

  private String typed(String keys) throws Exception {
    Files.deleteIfExists(typed());
    type(ERASE + keys + SHOW);
    Await.until("bash shows the line", () -> Files.exists(typed()));
    return Files.readString(typed());
  }

  /** What is typed before the line editor is there may be lost, or come late. */
  private void awaitReadline() throws Exception {
    Await.until(
        "bash reads",
        () -> {
          type(SHOW);
          return Files.exists(typed());
        });
    type(ERASE + "ready" + SHOW);
    Await.until("bash is ready", () -> Files.readString(typed()).equals("ready"));
  }

  private Path typed() {
    return room.path().resolve("typed");
  }

  private void type(String keys) throws IOException {
    keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
    keyboard.flush();
  }
}
