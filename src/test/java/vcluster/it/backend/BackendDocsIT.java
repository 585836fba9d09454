package vcluster.it.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vcluster.testing.Vectors;

/** The examples of docs/backend.md, from its first line to its last. */
class BackendDocsIT {
  private static final Pattern EXAMPLE =
      Pattern.compile("```sh\n(curl .*?)\n```\n\n```json\n(.*?)\n```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void examples_answerAsWritten() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/curl")), "no curl here");
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("docs/backend.md")));
    String key = Vectors.FOLDER.resolve("docs-token-public-key.pem").toString();
    int run = 0;
    try (BackendProcess backend =
        BackendProcess.start(folder, Map.of(), "--token-public-key", key).awaitReady()) {
      for (; example.find(); run++) {
        String command = example.group(1).replace("http://127.0.0.1:8080", backend.url());
        assertThat(run(command)).as(example.group(1)).isEqualTo(example.group(2));
      }
    }
    assertThat(run).isEqualTo(5);
  }

  private static String run(String command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", command).directory(Vectors.FOLDER.toFile());
    byte[] out = builder.start().getInputStream().readAllBytes();
    return new String(out, StandardCharsets.UTF_8);
  }
}
