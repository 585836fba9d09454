package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.testing.Attempts;
import vcluster.testing.Await;
import vcluster.testing.Together;

/** What the virtual machine may find wrong with its surroundings, and had better not say. */
class ArchiveIT {
  private static final List<String> LINES =
      List.of(
          "telemetry enable",
          "version",
          "--version",
          "--help",
          "telemetry",
          "telemetry status",
          "telemetry status -o json",
          "telemetry preview",
          "telemetry log",
          "telemetry log -o json",
          "telemetry flush",
          "completion zsh",
          "nonsense",
          "telemetry disable");

  @RegisterExtension final Sandbox sandbox = new Sandbox();

  @Test
  void archives_missing_changeNoOutput() throws Exception {
    DistributionCopy copy = copy();
    copy.dropArchives();
    assertSame(copy);
  }

  @Test
  void archives_cutShort_changeNoOutput() throws Exception {
    DistributionCopy copy = copy();
    assumeTrue(copy.hasRuntime(), "Java 17 maps an archive without a look at its length");
    assumeTrue(copy.cutArchives(), "the distribution has no archive");
    assertSame(copy);
  }

  @Test
  void archives_foreign_changeNoOutput() throws Exception {
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);
    DistributionCopy copy = copy();
    copy.replaceArchives(noise);
    assertSame(copy);
  }

  @Test
  void runtime_missing_changesNoOutput() throws Exception {
    DistributionCopy copy = copy();
    assumeTrue(copy.hasRuntime(), "the distribution has no runtime");
    copy.dropRuntime();
    copy.replaceArchives(new byte[0]);
    assertSame(copy);
  }

  @Test
  void optionsForJava_inTheEnvironment_changeNoOutput() throws Exception {
    Vcluster vcluster =
        sandbox
            .vcluster()
            .with("JAVA_TOOL_OPTIONS", "-Xlog:gc -showversion")
            .with("_JAVA_OPTIONS", "-Xlog:class+load -Duser.home=/nowhere")
            .with("JDK_JAVA_OPTIONS", "-version")
            .with("CLASSPATH", "/nowhere");

    assertThat(runAll(vcluster)).isEqualTo(runAll(sandbox.vcluster()));
  }

  private DistributionCopy copy() throws IOException {
    return DistributionCopy.in(sandbox.root().resolve("copy"));
  }

  /** Also that the uploader, which has an archive of its own, still delivers. */
  private void assertSame(DistributionCopy copy) throws Exception {
    Vcluster vcluster = sandbox.vcluster().launchedBy(copy.launcher());
    assertThat(runAll(vcluster)).isEqualTo(runAll(sandbox.vcluster()));

    // Without its archive it may be too slow for its time; the next command starts another.
    assertThat(Attempts.until(it -> it, "the uploader had no time", () -> isDelivered(vcluster)))
        .isTrue();
  }

  private boolean isDelivered(Vcluster vcluster) throws IOException {
    sandbox.forgetFailures();
    vcluster.run("telemetry", "enable");
    Await.until("it has ended", () -> sandbox.uploaders().alive().isEmpty() || isDelivered());
    return isDelivered();
  }

  private boolean isDelivered() {
    return !sandbox.backend().accepted().isEmpty();
  }

  private List<Result> runAll(Vcluster vcluster) throws Exception {
    List<Callable<Result>> tasks = new ArrayList<>();
    for (String line : LINES) {
      Path home = sandbox.home().resolve(Integer.toString(tasks.size()));
      Files.createDirectories(home);
      Vcluster there = vcluster.off().with("HOME", home.toString());
      tasks.add(() -> there.run(line.split(" ")));
    }
    return Together.run(2, tasks).stream().map(ArchiveIT::comparable).toList();
  }

  /** Without the time in it. */
  private static Result comparable(Result result) {
    String out = result.out().replaceAll("\"timestamp\":\\d+", "\"timestamp\":0");
    return new Result(result.exitCode(), out, result.err());
  }
}
