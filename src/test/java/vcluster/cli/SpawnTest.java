package vcluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
    List<String> command = new ArrayList<>(Child.java(SpawnProbe.class));
    command.add(1, option);

    assertThat(Child.run(command)).isEqualTo("ended with 7");
  }
}
