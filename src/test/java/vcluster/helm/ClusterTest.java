package vcluster.helm;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vcluster.event.CommandException;

/** The rules by which kubectl merges files, as far as a namespace hangs on them. */
class ClusterTest {
  private static final String FIRST =
      """
      apiVersion: v1
      current-context: one
      contexts:
      - name: one
        context: {cluster: c, namespace: team-one}
      - name: bare
        context: {cluster: c}
      """;

  private static final String SECOND =
      """
      {"current-context": "two", "contexts": [
        {"name": "two", "context": {"namespace": "team-two"}},
        {"name": "bare", "context": {"namespace": "hidden-by-the-first"}}]}
      """;

  @TempDir Path folder;
  private Path first;
  private Path second;

  @BeforeEach
  void writeFiles() throws IOException {
    first = Files.writeString(folder.resolve("first"), FIRST);
    second = Files.writeString(folder.resolve("second"), SECOND);
  }

  @Test
  void currentContext_isTheFirstFiles() throws CommandException {
    assertThat(namespace("", first, second)).contains("team-one");
    assertThat(namespace("", second, first)).contains("team-two");
  }

  @Test
  void namedContext_isFoundInAnyFile() throws CommandException {
    assertThat(namespace("two", first, second)).contains("team-two");
    assertThat(namespace("bare", first, second)).isEmpty();
    assertThat(namespace("none", first, second)).isEmpty();
  }

  @Test
  void missingAndEmptyFiles_sayNothing() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty"));
    Path missing = folder.resolve("missing");
    assertThat(namespace("")).isEmpty();
    assertThat(namespace("", missing, empty)).isEmpty();
    assertThat(namespace("", missing, empty, first)).contains("team-one");
  }

  @Test
  void fileThatCantBeUnderstood_isAnErrorThatSaysWhatToDo() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken"), "contexts: [");
    assertThatThrownBy(() -> namespace("", first, broken))
        .hasMessageContaining(broken.toString())
        .hasMessageContaining("-n");
  }

  @Test
  void files_areTheOptionsElseTheVariablesElseTheHomes() {
    Map<String, String> environment = Map.of("HOME", "/home/a", "KUBECONFIG", "x::/y");
    Cluster any = new Cluster("", "");
    assertThat(new Cluster("k", "").files(environment, folder))
        .containsExactly(folder.resolve("k"));
    assertThat(any.files(environment, folder)).containsExactly(folder.resolve("x"), Path.of("/y"));
    assertThat(any.files(Map.of("HOME", "/home/a", "KUBECONFIG", ""), folder))
        .containsExactly(Path.of("/home/a/.kube/config"));
    assertThat(any.files(Map.of(), folder)).isEmpty();
  }

  private Optional<String> namespace(String context, Path... kubeconfigs) throws CommandException {
    String files = Stream.of(kubeconfigs).map(Path::toString).collect(joining(":"));
    return new Cluster("", context).namespace(Map.of("KUBECONFIG", files), folder);
  }
}
