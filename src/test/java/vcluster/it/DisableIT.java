package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vcluster.testing.Await;
import vcluster.testing.Reply;

/** What {@code telemetry disable} promises: after it has returned no request begins. */
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
  void configDeletedAfterDisable_keepsTelemetryOff_andStatusSaysSo() throws IOException {
    sandbox.vcluster().run("telemetry", "disable");
    Files.delete(sandbox.config());

    sandbox.vcluster().run("version");

    assertThat(sandbox.telemetry()).doesNotExist();
    String status = sandbox.vcluster().run("telemetry", "status").out();
    assertThat(status)
        .contains(
            "Telemetry is off: "
                + sandbox.config()
                + " was deleted after telemetry was turned off in it.")
        .containsOnlyOnce("vcluster telemetry enable");
    sandbox.vcluster().run("telemetry", "enable");
    assertThat(sandbox.vcluster().run("telemetry", "status").out()).startsWith("Telemetry is on.");
  }

  @Test
  void disable_withEventsWaiting_deletesThemAndSaysHowMany() throws IOException {
    sandbox.fill(3);

    Result result = sandbox.vcluster().run("telemetry", "disable");

    assertThat(result.out()).contains("Deleted 3 waiting events.");
    assertThat(sandbox.waiting()).isZero();
    assertThat(sandbox.backend().connections()).isZero();
  }

  static IntStream rounds() {
    return IntStream.range(0, Soak.of(30));
  }

  @ParameterizedTest
  @MethodSource("rounds")
  void disable_duringFlush_lastsAfterItsReturn(int round) throws Exception {
    sandbox.fill(MANY_BATCHES);
    sandbox.backend().answersEach(request -> afterAWhile());
    Process flush = sandbox.vcluster().start("telemetry", "flush");
    Await.until("the flush is at work", () -> !sandbox.backend().requests().isEmpty());

    Result disable = sandbox.vcluster().run("telemetry", "disable");
    int begun = sandbox.backend().connections();

    flush.waitFor();
    assertThat(disable.exitCode()).isZero();
    assertThat(sandbox.backend().connections()).isEqualTo(begun);
    assertThat(sandbox.waiting()).isZero();
  }

  @Test
  void disable_withAnAnswerThatComesOnceItHasSaved_lastsAfterItsReturn() throws Exception {
    sandbox.fill(MANY_BATCHES);
    sandbox.backend().answersEach(request -> onceDisabled());
    Process flush = sandbox.vcluster().start("telemetry", "flush");
    Await.until("the flush is at work", () -> sandbox.backend().connections() > 0);

    sandbox.vcluster().run("telemetry", "disable");
    int begun = sandbox.backend().connections();

    flush.waitFor();
    assertThat(begun).isEqualTo(1);
    assertThat(sandbox.backend().connections()).isEqualTo(1);
    assertThat(sandbox.waiting()).isZero();
  }

  @ParameterizedTest
  @MethodSource("rounds")
  void disable_rightBehindACommand_lastsAfterItsReturn(int round) throws IOException {
    sandbox.fill(MANY_BATCHES);
    sandbox.backend().answersEach(request -> afterAWhile());
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

  /** So that the disable comes in between somewhere. */
  private static Reply afterAWhile() {
    Await.pause(ThreadLocalRandom.current().nextInt(100));
    return Reply.of(200);
  }

  private Reply onceDisabled() {
    Await.until("the choice is saved", () -> Files.exists(sandbox.config()));
    return Reply.of(200);
  }
}
