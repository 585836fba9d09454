package vcluster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vcluster.testing.Child;
import vcluster.testing.Unchecked;

@Timeout(300)
class ServerProcessTest {
  @ParameterizedTest
  @CsvSource({"done, 3", "throws, 1"})
  void program_thatIsDone_givesTheExitCode(String how, int exitCode) throws Exception {
    assertThat(start(how).waitFor()).isEqualTo(exitCode);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void program_thatIsTold_endsByItself() throws Exception {
    assertThat(terminate(start("told"))).isEqualTo(4);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void program_thatTakesTooLong_isEnded() throws Exception {
    assertThat(terminate(start("late"))).isEqualTo(5);
  }

  private static Process start(String how) throws IOException {
    Process process = Child.start(Child.java(Program.class, how));
    assertThat(process.inputReader().readLine()).isEqualTo("runs");
    return process;
  }

  private static int terminate(Process process) throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  /** A process that says that it runs, and then does as its argument says. */
  static final class Program {
    public static void main(String[] arguments) {
      Duration timeout = Duration.ofMillis(arguments[0].equals("late") ? 1 : 60_000);
      ServerProcess.run(stop -> act(arguments[0], stop), timeout, 5);
    }

    private static int act(String how, CountDownLatch stop) {
      System.out.println("runs");
      return switch (how) {
        case "done" -> 3;
        case "told" -> until(stop, 4);
        case "late" -> until(new CountDownLatch(1), 6);
        default -> throw new IllegalStateException(how);
      };
    }

    private static int until(CountDownLatch latch, int exitCode) {
      Unchecked.run(latch::await);
      return exitCode;
    }
  }
}
