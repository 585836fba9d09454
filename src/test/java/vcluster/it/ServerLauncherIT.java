package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerLauncherIT {
  @RegisterExtension final Sandbox sandbox = new Sandbox();

  @ParameterizedTest
  @ValueSource(strings = {"vcluster-syncer", "vcluster-backend"})
  void launcher_throughLinks_findsItsFiles(String program) throws IOException {
    Path root = sandbox.root();
    Files.createDirectories(root.resolve("a/b"));
    Files.createSymbolicLink(root.resolve("absolute"), bin().resolve(program));
    Files.createSymbolicLink(root.resolve("a/b/relative"), Path.of("../../absolute"));
    Files.createSymbolicLink(root.resolve("bare"), Path.of("a/b/relative"));

    assertWorks(program, launched(root.resolve("absolute").toString()));
    assertWorks(program, launched("./bare").from(root));
    assertWorks(program, launched("bare").through(List.of("sh")).from(root));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vcluster-syncer", "vcluster-backend"})
  void launcher_throughARelativePath_findsItsFiles(String program) {
    assertWorks(program, launched("bin/" + program).from(Vcluster.DIST));
    assertWorks(program, launched(program).through(List.of("sh")).from(bin()));
    assertWorks(
        program, launched("").throughShell("PATH=.:$PATH; " + program + " \"$2\"").from(bin()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vcluster-syncer", "vcluster-backend"})
  void launcher_inAPathWithBlanksAndQuotes_findsItsFiles(String program) throws IOException {
    Path folder = sandbox.root().resolve("it's a $(copy) of \"it\" *");
    DistributionCopy.in(folder);

    assertWorks(program, launched(folder.resolve("bin").resolve(program).toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vcluster-syncer", "vcluster-backend"})
  void arguments_reachTheProgramAsTheyAre(String program) {
    for (String word : List.of("a  b", "*", "", "$HOME")) {
      Result result = launched(bin().resolve(program).toString()).run("help", word);

      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err()).startsWith(program + ": unknown command \"" + word + "\" for ");
    }
  }

  private static Path bin() {
    return Vcluster.LAUNCHER.getParent();
  }

  private Vcluster launched(String launcher) {
    return sandbox.vcluster().launchedBy(launcher);
  }

  private static void assertWorks(String program, Vcluster launched) {
    Result result = launched.run("--version");

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).startsWith(program + " version ");
    assertThat(result.exitCode()).isZero();
  }
}
