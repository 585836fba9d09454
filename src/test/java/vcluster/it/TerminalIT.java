package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.testing.Await;
import vcluster.testing.Child;

/** What a user at a terminal sees: the notice before anything is sent, and help of its width. */
class TerminalIT {
  private static final String NOTICE = "vcluster sends telemetry";

  @RegisterExtension final Sandbox sandbox = new Sandbox();

  @BeforeAll
  static void assumeTerminals() {
    assumeTrue(
        Child.succeeds("script", "-qec", "[ -t 2 ]", "/dev/null"),
        "no script (util-linux) here that gives a terminal");
  }

  @Test
  void firstRun_showsTheNoticeOnStandardErrorAndSendsNothing() throws IOException {
    String terminal = atTerminal("\"$V\" version --debug > \"$HOME/out\"");

    assertThat(terminal).contains(NOTICE).contains("recorded in");
    assertThat(terminal).doesNotContain("uploader started");
    String version = sandbox.vcluster().off().run("version").out();
    assertThat(Files.readString(sandbox.home().resolve("out"))).isEqualTo(version);
  }

  @Test
  void firstRun_recordsButUploadsNothing_theSecondSendsBoth() {
    atTerminal("\"$V\" version");
    assertThat(sandbox.waiting()).isEqualTo(1);
    assertThat(sandbox.uploaders().alive()).isEmpty();
    assertThat(sandbox.backend().connections()).isZero();

    String second = atTerminal("\"$V\" version");

    assertThat(second).doesNotContain(NOTICE);
    Await.until("both are delivered", () -> sandbox.backend().commands().size() == 2);
  }

  @Test
  void silentRun_showsNoNoticeAndSendsNothing_soTheNextOneShowsIt() {
    String silent = atTerminal("\"$V\" version --silent");
    assertThat(silent).doesNotContain(NOTICE);
    assertThat(sandbox.waiting()).isEqualTo(1);
    assertThat(sandbox.uploaders().alive()).isEmpty();
    assertThat(sandbox.backend().connections()).isZero();

    assertThat(atTerminal("\"$V\" version")).contains(NOTICE);
    assertThat(sandbox.backend().connections()).isZero();
  }

  @Test
  void run_withStandardErrorElsewhere_sendsWithoutNotice() throws IOException {
    String terminal = atTerminal("\"$V\" version 2> \"$HOME/err\"");

    assertThat(terminal).doesNotContain(NOTICE);
    assertThat(sandbox.home().resolve("err")).isEmptyFile();
    Await.until("it is delivered", () -> sandbox.backend().commands().size() == 1);
  }

  /** As on Windows. */
  @Test
  void launcherThatSaysNothingOfTerminals_sendsNothingBeforeTheNotice() throws IOException {
    String java = "java -cp '" + Vcluster.DIST + "/lib/*' vcluster.cli.VclusterMain version";
    Result piped = sandbox.vcluster().launchedBy("sh").run("-c", java + " --debug");
    assertThat(piped.err()).contains("recorded in").doesNotContain(NOTICE, "uploader started");

    assertThat(atTerminal(java + " --debug")).contains(NOTICE).doesNotContain("uploader started");
    assertThat(atTerminal(java)).doesNotContain(NOTICE);
    Await.until("all are delivered", () -> sandbox.backend().commands().size() == 3);
  }

  @Test
  void disable_showsNoNotice_andNeitherDoesWhatComesLater() {
    String disable = atTerminal("\"$V\" telemetry disable; \"$V\" version");

    assertThat(disable).contains("Telemetry is off (saved in ").doesNotContain(NOTICE);
    assertThat(sandbox.telemetry()).doesNotExist();
  }

  @Test
  void commandsThatLeaveNoEvent_showNoNotice() {
    String terminal =
        atTerminal("\"$V\" telemetry status; \"$V\" --help; \"$V\" telemetry preview");

    assertThat(terminal).contains("Telemetry is on.").doesNotContain(NOTICE);
    assertThat(sandbox.telemetry()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"$V telemetry flush --help", "$V-backend help serve", "$V-syncer --help"})
  void help_isAsWideAsTheTerminal(String command) {
    assertThat(helpAt(60, command)).isNotEmpty().allMatch(line -> line.length() <= 60);
    assertThat(helpAt(120, command))
        .allMatch(line -> line.length() <= 120)
        .anyMatch(line -> line.length() > 80);
  }

  private List<String> helpAt(int columns, String command) {
    String help = atTerminal("stty cols " + columns + "; " + command);
    return help.replaceAll("\u001B\\[[0-9;]*m", "").lines().toList();
  }

  /** What a shell command shows at a terminal; it finds the launcher in {@code $V}. */
  private String atTerminal(String command) {
    Vcluster script = sandbox.vcluster().with("V", Vcluster.LAUNCHER.toString());
    return script.launchedBy("script").run("-qec", command, "/dev/null").out();
  }
}
