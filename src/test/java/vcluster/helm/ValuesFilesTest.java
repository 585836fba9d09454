package vcluster.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vcluster.testing.Child;
import vcluster.testing.Unix;

class ValuesFilesTest {
  @TempDir Path folder;

  @Test
  void names_areGivenAsTheyWereGiven() throws Exception {
    List<String> names = List.of("-", "missing.yaml", "a,b", "https://example.com/v.yaml", "\"");
    assertThat(new ValuesFiles(folder, names).arguments(null)).isEqualTo(names);
  }

  @Test
  void fileWhoseNameHelmWouldSplit_isQuotedForHelm() throws Exception {
    Files.createFile(folder.resolve("a,\"b\"\nc"));
    assertThat(new ValuesFiles(folder, List.of("a,\"b\"\nc")).arguments(null))
        .containsExactly("\"a,\"\"b\"\"\nc\"");
  }

  @Test
  void pipe_isCopiedToAPrivateFileThatGoesWhenAllIsDone() throws Exception {
    Path pipe = folder.resolve("pipe");
    Child.run(List.of("mkfifo", pipe.toString()));
    Process writer = Child.start(List.of("sh", "-c", "echo 'a: secret' > \"$0\"", pipe.toString()));
    Path copy;
    try (Scratch scratch = new Scratch(folder)) {
      List<String> names = List.of("-", pipe.toString());
      List<String> arguments = new ValuesFiles(folder, names).arguments(scratch);
      copy = Path.of(arguments.get(1));
      assertThat(arguments.get(0)).isEqualTo("-");
      assertThat(copy).hasContent("a: secret");
      assertThat(Unix.mode(copy)).isEqualTo("rw-------");
    }
    writer.waitFor();
    assertThat(copy).doesNotExist();
    assertThat(pipe).exists();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "telemetry: | true",
        "telemetry: 5 | true",
        "telemetry: [] | true",
        "telemetry: {} | false",
        "telemetry: {enabled: true} | false",
        "other: 1 | false",
        "'' | false",
        "5 | false",
        "telemetry: [ | false"
      })
  void telemetryThatIsNoMapping_isSeen(String yaml, boolean broken) throws IOException {
    Files.writeString(folder.resolve("v.yaml"), yaml);
    assertThat(new ValuesFiles(folder, List.of("-", "none", "v.yaml")).breakTelemetry())
        .isEqualTo(broken);
  }
}
