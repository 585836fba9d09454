package vcluster.it.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.event.Event;
import vcluster.event.Failure;
import vcluster.it.Result;

/** What becomes of helm's output, its exit code and its environment, and what is recorded. */
class HelmRunIT extends WithFakeHelm {
  /** What any shell sets anew. */
  private static final Set<String> SHELLS_OWN = Set.of("_", "PWD", "OLDPWD", "SHLVL");

  @AfterEach
  void noFileIsLeft() throws IOException {
    assertThat(cli.leftovers()).isEmpty();
  }

  @Test
  void outputAndInput_areHelmsOwn() throws Exception {
    helm.upgrade("cat; printf 'no line end'; printf 'warning \\377' >&2; exit 0");
    Result ended = cli.runWith("given values\n", "create", "my-vc", "-f", "-");
    assertThat(ended.out()).isEqualTo("given values\nno line end");
    assertThat(ended.err()).startsWith("warning ");
    assertThat(ended.exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 64, 255})
  void exitCode_isToldAndTheEventSaysHelm(int code) throws Exception {
    helm.upgrade("echo 'Error: secret' >&2; exit " + code);
    Result ended = cli.run("create", "my-secret", "-n", "team", "--set", "a=b", "--set=c=d");
    assertThat(ended.exitCode()).isEqualTo(code);
    assertThat(ended.err())
        .isEqualTo("Error: secret\nvcluster: helm failed with exit code " + code + "\n");
    assertThat(event().command())
        .containsExactly("vcluster", "create", "*", "--namespace", "--set");
    assertThat(event().error()).isEqualTo(Failure.HELM);
  }

  @Test
  void helmThatIsKilled_isToldAsAShellWould() throws Exception {
    helm.upgrade("kill -KILL $$");
    assertThat(cli.run("create", "my-vc").exitCode()).isEqualTo(137);
  }

  @Test
  void successfulRun_isRecordedWithoutAnyValue() throws Exception {
    String line =
        "create my-secret --chart-version=0.19.1 -f secret.yaml"
            + " --kubeconfig secret --upgrade --context=secret";
    cli.run(line.split(" "));
    assertThat(cli.events()).singleElement().asString().doesNotContain("secret");
    assertThat(event().command())
        .containsExactly(
            ("vcluster create * --chart-version --values --kubeconfig --upgrade " + "--context")
                .split(" "));
    assertThat(event().error()).isNull();
  }

  @Test
  void disableWhileHelmRuns_keepsTheCommandFromBeingRecorded() throws Exception {
    helm.upgrade(Cli.PROGRAM + " telemetry disable");
    Result ended = cli.run("create", "my-vc");
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out()).contains("Telemetry is off");
    assertThat(cli.events()).isEmpty();
  }

  @Test
  void values_areNotRecorded() throws Exception {
    assertThat(cli.run("telemetry", "values").exitCode()).isZero();
    assertThat(cli.run("telemetry", "values", "--chart-version", "x").exitCode()).isEqualTo(2);
    assertThat(cli.events()).isEmpty();
  }

  @Test
  void wrongName_isAUsageError() throws Exception {
    cli.run("create", "My-Secret");
    assertThat(event().error()).isEqualTo(Failure.USAGE);
    assertThat(cli.events()).singleElement().asString().doesNotContain("Secret");
  }

  @Test
  void existingRelease_isLeftAloneWithoutUpgrade() throws Exception {
    helm.deployed();
    Result ended = cli.run("create", "my-vc", "-n", "team");
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).contains("my-vc").contains("team").contains("--upgrade");
    assertThat(helm.argv("upgrade")).isNull();
    assertThat(cli.run("create", "my-vc", "-n", "team", "--upgrade").exitCode()).isZero();
    assertThat(helm.argv("upgrade")).isNotNull();
  }

  @Test
  void helmThatCantTellOfTheRelease_isBelieved() throws Exception {
    helm.status("echo 'log in at https://example.com' >&2; echo 'Error: no cluster' >&2; exit 5");
    Result ended = cli.run("create", "my-vc");
    assertThat(ended.exitCode()).isEqualTo(5);
    assertThat(ended.err())
        .isEqualTo(
            "log in at https://example.com\nError: no cluster\n"
                + "vcluster: helm failed with exit code 5\n");
    assertThat(helm.argv("upgrade")).isNull();
  }

  @Test
  void helmThatIsNoProgram_isAnError() throws Exception {
    Files.writeString(helm.binary, "\u007fELF nonsense\0\0");
    Result ended = cli.run("create", "my-vc");
    assertThat(ended.exitCode()).isNotZero();
    assertThat(event().error()).isEqualTo(Failure.HELM);
  }

  @Test
  void temporaryFolderThatIsMissing_isAnErrorThatNamesIt() throws Exception {
    cli.environment.put("TMPDIR", "/no/such/folder");
    Result ended = cli.run("create", "my-vc");
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).contains("/no/such/folder");
  }

  @Test
  void environment_isTheUsersOwn() throws Exception {
    cli.environment.put("LC_ALL", "de_DE.ISO-8859-1");
    cli.environment.put("JAVA_TOOL_OPTIONS", "-Da='b c'");
    cli.environment.put("JDK_JAVA_OPTIONS", "-Dd=e");
    cli.environment.put("_JAVA_OPTIONS", "-Df=g");
    assertThat(cli.run("create", "my-vc").err()).isEmpty();
    assertThat(environment("upgrade")).containsExactlyInAnyOrderElementsOf(environment());
    assertThat(environment("status")).containsExactlyInAnyOrderElementsOf(environment());
  }

  @Test
  void localeThatTheUserDoesNotSet_isNotSet() throws Exception {
    cli.environment.put("LANG", "de_DE@euro");
    cli.run("create", "my-vc");
    assertThat(environment("upgrade")).containsExactlyInAnyOrderElementsOf(environment());
  }

  private Event event() throws IOException {
    List<String> events = cli.events();
    return Event.parse(events.get(events.size() - 1)).orElseThrow();
  }

  private List<String> environment(String subcommand) throws IOException {
    return helm.environment(subcommand).stream()
        .filter(entry -> !SHELLS_OWN.contains(entry.substring(0, entry.indexOf('='))))
        .toList();
  }

  private List<String> environment() {
    return cli.environment.entrySet().stream().map(Object::toString).toList();
  }
}
