package vcluster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vcluster.testing.Child;

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
    Process process = Child.start(Child.java(ServerProbe.class, how));
    assertThat(process.inputReader().readLine()).isEqualTo("runs");
    return process;
  }

  private static int terminate(Process process) throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }
}
