package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command passes before it returns comes from the cache of classes, not from jars. */
@EnabledOnOs(OS.LINUX)
class CacheIT {
  /** The runtime's own, which it keeps out of any cache. */
  static final Set<String> EXCEPTIONS =
      Set.of(
          "java.lang.invoke.DirectMethodHandle$1",
          "java.util.HashMap$ValueIterator",
          "java.util.HashMap$Values",
          "java.util.Spliterators$ArraySpliterator",
          // The shell that starts the uploader was faster than this process, or was not.
          "java.util.concurrent.CompletableFuture$UniCompletion",
          "java.util.concurrent.CompletableFuture$UniHandle",
          "jdk.internal.event.Event",
          "jdk.internal.event.FileForceEvent",
          "jdk.internal.event.ProcessStartEvent");

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
    assertThat(classesFromElsewhere(line)).isSubsetOf(EXCEPTIONS);
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
    assertThat(classesFromElsewhere(line))
        .noneMatch(name -> name.matches("(vcluster|picocli|com|oshi|org)\\..*"));
  }

  private Set<String> classesFromElsewhere(String line) throws IOException {
    DistributionCopy copy = DistributionCopy.in(sandbox.root().resolve("copy of it"));
    assumeTrue(copy.hasRuntime(), "the distribution has no runtime");
    WatchedJava java =
        WatchedJava.in(copy.folder().resolve("runtime"), sandbox.root().resolve("notes"));

    Result result = sandbox.vcluster().launchedBy(copy.launcher()).run(line.split(" "));

    assertThat(result.exitCode()).as(result.err()).isZero();
    sandbox.uploaders().awaitNone();
    return java.classesFromElsewhere("vcluster.cli.VclusterMain");
  }
}
