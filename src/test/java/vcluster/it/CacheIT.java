package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.testing.Await;
import vcluster.testing.Reply;

/** What a command passes before it returns comes from the cache of classes, not from jars. */
class CacheIT {
  private static final String MAIN = "vcluster.cli.VclusterMain";

  /** What the runtime's flight recorder knows of, which is kept out of any cache. */
  static final Set<String> EXCEPTIONS =
      Set.of(
          "jdk.internal.event.Event",
          "jdk.internal.event.FileForceEvent",
          // Where the command has to wait for the outbox, as it may.
          "jdk.internal.event.ThreadSleepEvent");

  @RegisterExtension final Sandbox sandbox = new Sandbox();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "version",
        "telemetry enable",
        "telemetry disable",
        "completion bash",
        "--version"
      })
  void foreground_loadsItsClassesFromTheCache(String line) throws IOException {
    assertThat(watch(line).classesFromElsewhere(MAIN)).isSubsetOf(EXCEPTIONS);
  }

  @Test
  void foreground_withAFullOutbox_loadsItsClassesFromTheCache() throws IOException {
    sandbox.backend().answers(Reply.of(503));
    sandbox.fill(1_000);
    sandbox.vcluster().run("telemetry", "flush");

    WatchedJava java = watch("version");

    assertThat(java.classesFromElsewhere(MAIN)).isSubsetOf(EXCEPTIONS);
    // What a JSON parser loads, and takes longer for than all the rest of the recording.
    assertThat(java.classesUsed(MAIN)).doesNotContain("java.math.BigDecimal");
    assertThat(sandbox.outbox().waiting().drops().overflow()).isEqualTo(1);
  }

  /** For it the runtime would open every jar of the class path. */
  @Test
  void foreground_startsTheUploader_withoutALogger() throws IOException {
    WatchedJava java = watch("version");

    Await.until("the event is delivered", () -> sandbox.backend().accepted().size() == 1);
    assertThat(java.classesUsed(MAIN))
        .contains("java.lang.ProcessImpl")
        .doesNotContain("java.util.zip.ZipFile$Source")
        .noneMatch(name -> name.contains("Logger"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "telemetry status",
        "telemetry status -o json",
        "telemetry preview -- version",
        "telemetry log",
        "telemetry values"
      })
  void inspection_loadsNoClassFromAJar(String line) throws IOException {
    assertThat(watch(line).classesFromElsewhere(MAIN))
        .noneMatch(name -> name.matches("(vcluster|picocli|com|oshi|org)\\..*"));
  }

  private WatchedJava watch(String line) throws IOException {
    DistributionCopy copy = DistributionCopy.in(sandbox.root().resolve("copy of it"));
    assumeTrue(copy.hasRuntime(), "the distribution has no runtime");
    WatchedJava java =
        WatchedJava.in(copy.folder().resolve("runtime"), sandbox.root().resolve("notes"));

    Result result = sandbox.vcluster().launchedBy(copy.launcher()).run(line.split(" "));

    assertThat(result.exitCode()).as(result.err()).isZero();
    sandbox.uploaders().awaitNone();
    return java;
  }
}
