package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/**
 * Commands that have nothing to do with telemetry, one that succeeds and one that does not: whether
 * it is in trouble, they must not show. Each is recorded, if any is.
 */
final class Probe {
  static final int COMMANDS = 2;

  private static final List<String[]> LINES =
      List.of(new String[] {"version"}, new String[] {"nonsense", "--x=y"});

  private Probe() {}

  static List<Result> run(Vcluster vcluster) {
    List<Result> results = new ArrayList<>();
    for (String[] line : LINES) {
      results.add(vcluster.run(line));
    }
    return results;
  }

  /** Compares that with how it is when telemetry is off, which also deletes what waits. */
  static void assertAsWhenOff(List<Result> results, Vcluster vcluster) {
    assertThat(results.get(0).out()).startsWith("vcluster version ");
    assertThat(results).isEqualTo(run(vcluster.off()));
    assertThat(results).extracting(Result::exitCode).containsExactly(0, 2);
  }
}
