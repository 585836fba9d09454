package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import vcluster.testing.Child;
import vcluster.testing.Unix;

/** What a release build leaves beside the distribution, and the tools that look into it. */
final class Artifacts {
  static final Path FOLDER = Vcluster.DIST.getParent();

  private Artifacts() {}

  /** The one file whose name ends with this pattern; skips the test where there is none. */
  static Path find(String end) {
    Predicate<String> ends = Pattern.compile(end + "$").asPredicate();
    List<Path> found =
        Unix.list(FOLDER).stream().filter(file -> ends.test(file.toString())).toList();
    assumeTrue(!found.isEmpty(), "no *" + end + " here; -Prelease makes one");
    assertThat(found).as("only the newest build's; run mvn clean").hasSize(1);
    return found.get(0);
  }

  /** Skips the test where this can't be run. */
  static void assumeRuns(String... command) {
    assumeTrue(Child.succeeds(command), "not here: " + String.join(" ", command));
  }

  /** Runs it in the artifacts' folder, expects success, and returns what it printed. */
  static String run(String... command) {
    Map<String, String> environment = Map.of("PATH", System.getenv("PATH"), "LC_ALL", "C.UTF-8");
    Result result = new Vcluster(List.of(command), environment, FOLDER).run().utf8();
    assertThat(result.exitCode()).as(result.toString()).isZero();
    return result.out() + result.err();
  }
}
