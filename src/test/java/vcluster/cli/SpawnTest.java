package vcluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.testing.Child;

@EnabledOnOs({OS.LINUX, OS.MAC})
class SpawnTest {
  @ParameterizedTest
  @ValueSource(strings = {"--add-opens=java.base/java.lang=ALL-UNNAMED", "-Dshut=true"})
  void whatTheShellComplainsOf_isNotSeen(String option) {
    List<String> command = new ArrayList<>(Child.java(Starter.class));
    command.add(1, option);

    assertThat(Child.run(command)).isEqualTo("ended with 7");
  }

  /** A process that starts a shell which complains, and says how that ended. */
  static final class Starter {
    public static void main(String[] arguments) throws IOException, InterruptedException {
      Process shell = Spawn.start(List.of("/bin/sh", "-c", "echo complaint >&2; exit 7"));
      System.out.println("ended with " + shell.waitFor());
    }
  }
}
