package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code telemetry disable} promises: after it has returned no request begins. */
@EnabledOnOs(OS.LINUX)
class DisableIT {
  private static final String OFF = "{\"telemetryDisabled\":true}";
  private static final int MANY_BATCHES = 900;

  @RegisterExtension final Sandbox sandbox = new Sandbox();

  @Test
  void disable_onFreshMachine_savesTheChoiceAndSendsNothing() throws IOException {
    Result result = sandbox.vcluster().run("telemetry", "disable");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(Files.readString(sandbox.config())).isEqualTo(OFF);
    assertThat(sandbox.telemetry()).doesNotExist();
    assertThat(sandbox.uploaders().alive()).isEmpty();
    assertThat(sandbox.backend().connections()).isZero();
  }

  @Test
  void commands_afterDisable_leaveNothing() {
    sandbox.vcluster().run("telemetry", "disable");

    sandbox.vcluster().run("version");
    sandbox.vcluster().run("telemetry", "flush");

    sandbox.uploaders().awaitNone();
    assertThat(sandbox.telemetry()).doesNotExist();
    assertThat(sandbox.backend().connections()).isZero();
  }

  @Test
  void disable_withEventsWaiting_deletesThemAndSaysHowMany() throws IOException {
    sandbox.fill(3);

    Result result = sandbox.vcluster().run("telemetry", "disable");

    assertThat(result.out()).contains("3 events");
    assertThat(sandbox.waiting()).isZero();
    assertThat(sandbox.backend().connections()).isZero();
  }

  @RepeatedTest(3)
  void disable_duringFlush_lastsAfterItsReturn() throws IOException, InterruptedException {
    sandbox.fill(MANY_BATCHES);
    Process flush = sandbox.vcluster().start("telemetry", "flush");
    Await.until("the flush is at work", () -> !sandbox.backend().requests().isEmpty());

    Result disable = sandbox.vcluster().run("telemetry", "disable");
    int begun = sandbox.backend().connections();

    flush.waitFor();
    assertThat(disable.exitCode()).isZero();
    assertThat(sandbox.backend().connections()).isEqualTo(begun);
    assertThat(sandbox.waiting()).isZero();
  }

  @RepeatedTest(3)
  void disable_rightBehindACommand_lastsAfterItsReturn() throws IOException {
    sandbox.fill(MANY_BATCHES);
    sandbox.vcluster().run("version");

    sandbox.vcluster().run("telemetry", "disable");
    int begun = sandbox.backend().connections();

    sandbox.uploaders().awaitNone();
    assertThat(sandbox.backend().connections()).isEqualTo(begun);
    assertThat(sandbox.waiting()).isZero();
  }

  @Test
  void disable_whileARequestHangs_returnsAndLeavesNothing() throws IOException {
    sandbox.backend().answers(Reply.never());
    sandbox.vcluster().run("version");
    Await.until("the upload hangs", () -> !sandbox.backend().requests().isEmpty());

    Result disable = sandbox.vcluster().run("telemetry", "disable");
    int begun = sandbox.backend().connections();

    assertThat(disable.exitCode()).isZero();
    sandbox.uploaders().awaitNone();
    assertThat(sandbox.backend().connections()).isEqualTo(begun);
    assertThat(sandbox.waiting()).isZero();
    assertThat(Files.readString(sandbox.config())).isEqualTo(OFF);
  }
}
