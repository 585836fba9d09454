package vcluster.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vcluster.event.CommandException;

/** The rules by which kubectl merges files, as far as a namespace hangs on them. */
class KubeContextTest {
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
    assertThat(KubeContext.namespace(List.of(first, second), "")).contains("team-one");
    assertThat(KubeContext.namespace(List.of(second, first), "")).contains("team-two");
  }

  @Test
  void namedContext_isFoundInAnyFile() throws CommandException {
    assertThat(KubeContext.namespace(List.of(first, second), "two")).contains("team-two");
    assertThat(KubeContext.namespace(List.of(first, second), "bare")).isEmpty();
    assertThat(KubeContext.namespace(List.of(first, second), "none")).isEmpty();
  }

  @Test
  void missingAndEmptyFiles_sayNothing() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty"));
    Path missing = folder.resolve("missing");
    assertThat(KubeContext.namespace(List.of(), "")).isEmpty();
    assertThat(KubeContext.namespace(List.of(missing, empty), "")).isEmpty();
    assertThat(KubeContext.namespace(List.of(missing, empty, first), "")).contains("team-one");
  }

  @Test
  void fileThatCantBeUnderstood_isAnErrorThatSaysWhatToDo() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken"), "contexts: [");
    assertThatThrownBy(() -> KubeContext.namespace(List.of(first, broken), ""))
        .hasMessageContaining(broken.toString())
        .hasMessageContaining("-n");
  }

  @Test
  void files_areTheOptionsElseTheVariablesElseTheHomes() {
    Map<String, String> environment = Map.of("HOME", "/home/a", "KUBECONFIG", "x::/y");
    assertThat(KubeContext.files(environment, folder, "k")).containsExactly(folder.resolve("k"));
    assertThat(KubeContext.files(environment, folder, ""))
        .containsExactly(folder.resolve("x"), Path.of("/y"));
    assertThat(KubeContext.files(Map.of("HOME", "/home/a", "KUBECONFIG", ""), folder, ""))
        .containsExactly(Path.of("/home/a/.kube/config"));
    assertThat(KubeContext.files(Map.of(), folder, "")).isEmpty();
  }
}
