package vcluster.it.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vcluster.event.Event;
import vcluster.event.Failure;
import vcluster.testing.Attempts;
import vcluster.testing.Child;

class SignalsIT extends WithFakeHelm {
  /** Writes down each signal, and ends a while after the first, once it may. */
  private static final String WORK =
      """
      trap 'echo INT >> signals' INT
      trap 'echo TERM >> signals' TERM
      touch working
      i=0
      until [ -e signals ] && [ -e last ] || [ $i = 3000 ]; do sleep 0.1; i=$((i + 1)); done
      sleep 0.5; sleep 0.5
      test -f "$values" && echo there > values.still
      exit 9
      """;

  /** How long whom the terminal has signalled may take to end before there is a second signal. */
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void signalToTheProgramAlone_reachesHelmAsSigterm(String signal, int exitCode) throws Exception {
    helm.upgrade(WORK);
    // A session of its own has no terminal, wherever these tests run.
    Process process = start("setsid", "-w", Cli.PROGRAM.toString(), "create", "my-vc");
    helm.await("working");
    kill(signal, program(process));
    noMoreSignals();
    assertThat(exitCode(process)).isEqualTo(exitCode);
    assertThat(helm.file("signals")).hasContent("TERM");
    assertCleanedUp();
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void signalWhileTheReleaseIsAskedFor_beginsNothingElse(String signal, int exitCode)
      throws Exception {
    helm.status(WORK);
    Process process = start("setsid", "-w", Cli.PROGRAM.toString(), "create", "my-vc");
    helm.await("working");
    kill(signal, program(process));
    noMoreSignals();
    assertThat(exitCode(process)).isEqualTo(exitCode);
    assertThat(helm.file("signals")).hasContent("TERM");
    assertThat(helm.argv("upgrade")).isNull();
    assertThat(cli.leftovers()).isEmpty();
  }

  @Test
  void secondSignal_isNotPassedOnAndChangesNothing() throws Exception {
    helm.upgrade(WORK);
    Process process = start("setsid", "-w", Cli.PROGRAM.toString(), "create", "my-vc");
    helm.await("working");
    ProcessHandle program = program(process);
    kill("TERM", program);
    helm.await("signals");
    kill("INT", program);
    noMoreSignals();
    assertThat(exitCode(process)).isEqualTo(143);
    assertThat(helm.file("signals")).hasContent("TERM");
    assertCleanedUp();
  }

  /**
   * On a busy machine helm may take so long to end that it rightly gets another signal; that shows
   * nothing, so it is tried again.
   */
  @Test
  void controlC_reachesHelmOnceAndFromTheTerminal() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "no script(1) to make a terminal");
    helm.upgrade(WORK);
    noMoreSignals();
    Attempts.until(took -> took <= GRACE_NANOS, "helm took too long to end", this::pressControlC);
    assertThat(helm.file("signals")).hasContent("INT");
    assertCleanedUp();
  }

  /** Runs the program at a terminal until it has ended, and tells how long that took. */
  private long pressControlC() throws Exception {
    helm.forget("working", "signals", "values.still");
    cli.forgetEvents();
    String line = "exec " + Cli.PROGRAM + " create my-vc";
    Process process = start("script", "-qec", line, "/dev/null");
    helm.await("working");
    long pressed = System.nanoTime();
    OutputStream keyboard = process.getOutputStream();
    keyboard.write(3);
    keyboard.flush();
    assertThat(exitCode(process)).isEqualTo(130);
    return System.nanoTime() - pressed;
  }

  @Test
  void interruptThatTheTerminalDidNotSend_reachesHelmAfterAll() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "no script(1) to make a terminal");
    helm.upgrade(WORK);
    String line = "exec " + Cli.PROGRAM + " create my-vc";
    Process process = start("script", "-qec", line, "/dev/null");
    helm.await("working");
    kill("INT", program(process));
    noMoreSignals();
    assertThat(exitCode(process)).isEqualTo(130);
    assertThat(helm.file("signals")).hasContent("TERM");
    assertCleanedUp();
  }

  @Test
  void hangup_leavesNoFile() throws Exception {
    helm.upgrade(WORK);
    Process process = start("setsid", "-w", Cli.PROGRAM.toString(), "create", "my-vc");
    helm.await("working");
    kill("HUP", program(process));
    assertThat(exitCode(process)).isEqualTo(129);
    assertThat(cli.leftovers()).isEmpty();
    Files.writeString(helm.file("signals"), "");
    noMoreSignals();
  }

  private void noMoreSignals() throws IOException {
    Files.createFile(helm.file("last"));
  }

  private static int exitCode(Process process) throws InterruptedException {
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("it ends").isTrue();
    return process.exitValue();
  }

  /** It waited for helm, which still had its values, and tidied up after that. */
  private void assertCleanedUp() throws IOException {
    assertThat(helm.file("values.still")).exists();
    assertThat(cli.leftovers()).isEmpty();
    assertThat(cli.events()).hasSize(1);
    assertThat(Event.parse(cli.events().get(0)).orElseThrow().error()).isEqualTo(Failure.HELM);
  }

  /** The program itself: the launcher becomes it, and setsid may become the launcher. */
  private static ProcessHandle program(Process process) {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .filter(each -> each.info().command().orElse("").endsWith("/java"))
        .findFirst()
        .orElseThrow();
  }

  private Process start(String... command) throws IOException {
    // These tests may run in the background or with nohup: what is ignored there is ignored by all
    // below them.
    List<String> line = new ArrayList<>(List.of("env", "--default-signal"));
    line.addAll(List.of(command));
    return cli.builder(line).redirectErrorStream(true).start();
  }

  private static void kill(String signal, ProcessHandle process) {
    Child.run(List.of("kill", "-" + signal, String.valueOf(process.pid())));
  }
}
