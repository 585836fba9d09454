package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.testing.Received;
import vcluster.testing.Reply;
import vcluster.testing.Together;
import vcluster.testing.Unix;

/** Values never leave, and are not even kept. */
class SecretsIT {
  private static final int LINES = Math.max(Soak.of(500), CommandLinesWithSecrets.kinds());

  @RegisterExtension final Sandbox sandbox = new Sandbox();

  @Test
  void secrets_onCommandLines_areNotKeptNorSent() throws Exception {
    sandbox.backend().answers(Reply.of(500));
    runAll(CommandLinesWithSecrets.different(LINES));
    sandbox.uploaders().awaitNone();
    assertNoSecretIsKept();
    assertThat(sandbox.waiting()).isPositive();

    sandbox.backend().answers(Reply.of(200));
    assertThat(sandbox.vcluster().flush().exitCode()).isZero();

    assertThat(sandbox.backend().accepted()).isNotEmpty();
    for (Received request : sandbox.backend().requests()) {
      assertNoSecret(request.head() + request.body());
    }
    assertNoSecretIsKept();
    assertNoSecret(sandbox.vcluster().run("telemetry", "log").out());
    assertNoSecret(sandbox.vcluster().run("telemetry", "log", "-o", "json").out());
    assertNoSecret(sandbox.vcluster().run("telemetry", "status").out());
  }

  @Test
  void secrets_onCommandLinesThatAreOnlyShown_areNotInTheBody() throws Exception {
    List<Callable<Result>> tasks = new ArrayList<>();
    for (String[] line : CommandLinesWithSecrets.different(LINES)) {
      tasks.add(() -> sandbox.vcluster().run(preview(line)));
    }

    for (Result result : Together.run(4, tasks)) {
      assertThat(result.exitCode()).as(result.err()).isZero();
      assertNoSecret(result.out());
      assertNoSecret(result.err());
    }
    assertThat(sandbox.telemetry()).doesNotExist();
  }

  private void runAll(List<String[]> lines) throws Exception {
    Vcluster vcluster = withoutHelm();
    List<Callable<Result>> tasks = new ArrayList<>();
    lines.forEach(line -> tasks.add(() -> vcluster.run(line)));
    Together.run(4, tasks);
  }

  /** No helm of the machine's is to act on these lines: one that fails comes before it. */
  private Vcluster withoutHelm() throws IOException {
    Path folder = Files.createDirectory(sandbox.root().resolve("bin"));
    Unix.program(folder.resolve("helm"), "#!/bin/sh\nexit 1\n");
    Vcluster vcluster = sandbox.vcluster();
    return vcluster.with("PATH", folder + ":" + vcluster.environment().get("PATH"));
  }

  private void assertNoSecretIsKept() throws IOException {
    try (Stream<Path> files = Files.walk(sandbox.home())) {
      for (Path file : files.toList()) {
        assertNoSecret(file.toString());
        if (Files.isRegularFile(file)) {
          assertNoSecret(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
  }

  private static void assertNoSecret(String text) {
    assertThat(text).doesNotContainIgnoringCase(CommandLinesWithSecrets.SECRET);
  }

  private static String[] preview(String[] line) {
    List<String> words = new ArrayList<>(List.of("telemetry", "preview", "--"));
    words.addAll(List.of(line));
    return words.toArray(new String[0]);
  }
}
