package vcluster.it.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vcluster.it.Result;

/** What {@code create} tells helm: a fake one writes it down. */
class HelmArgumentsIT extends WithFakeHelm {
  private static final String CHARTS = Path.of("src/test/resources/charts").toAbsolutePath() + "/";

  @Test
  void bareLine_asksForTheReleaseThenMakesItFromTheNewestChart() throws Exception {
    assertThat(cli.run("create", "my-vc")).isEqualTo(new Result(0, "", ""));
    assertThat(helm.argv("status"))
        .containsExactly("status", "my-vc", "--namespace", "vcluster-my-vc");
    assertThat(upgrade())
        .containsExactly(
            ("upgrade my-vc vcluster --repo https://charts.loft.sh --create-namespace "
                    + "--namespace vcluster-my-vc --install --repository-config= --values OWN")
                .split(" "));
  }

  @Test
  void everyOption_hasItsPlaceAndComesAsItWasTyped() throws Exception {
    cli.environment.put("DO_NOT_TRACK", "1");
    Result ended =
        cli.run(
            words(
                "--debug|create|--set=a=it's|-f|v 1.yaml|my-vc|--upgrade|--context|con text"
                    + "|--set|b=\"$(id)\"\n--x,c=d|--kubeconfig=--kube"
                    + "|--chart-repo|https://charts.example/a b|--chart-version|v0.16.3"
                    + "|--chart-name|my-fork|--values=--post-renderer=/bin/sh|-n|te am"));
    assertThat(ended.exitCode()).isEqualTo(0);
    assertThat(helm.argv("status")).isNull();
    assertThat(upgrade())
        .containsExactly(
            words(
                "upgrade|my-vc|my-fork|--repo|https://charts.example/a b|--version|0.16.3"
                    + "|--kubeconfig|--kube|--kube-context|con text|--namespace|te am|--install"
                    + "|--repository-config=|--values|OWN|--values|v 1.yaml"
                    + "|--values|--post-renderer=/bin/sh|--set|a=it's"
                    + "|--set|b=\"$(id)\"\n--x,c=d|--debug"
                    + "|--set-string|telemetry.disabled=true"));
  }

  @Test
  void localChart_isGivenAsItWasTyped() throws Exception {
    cli.run("create", "my-vc", "--local-chart-dir", CHARTS + "machine", "--create-namespace=false");
    assertThat(upgrade().subList(0, 5))
        .containsExactly("upgrade", "my-vc", CHARTS + "machine", "--namespace", "vcluster-my-vc");
    assertThat(helm.file("values.yaml"))
        .content()
        .contains("machineID")
        .contains("disabled: false");
  }

  @Test
  void valuesFile_isPrivateAndSaysTheChoice() throws Exception {
    cli.environment.put("DO_NOT_TRACK", "1");
    cli.run("create", "my-vc");
    assertThat(helm.file("values.yaml")).hasContent("telemetry:\n  enabled: false\n");
    assertThat(helm.file("values.mode")).hasContent("600");
    assertThat(cli.leftovers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'', vcluster-my-vc", "one, team-one", "two, vcluster-my-vc"})
  void namespace_isTheKubeContexts(String current, String namespace) throws Exception {
    Path config = Files.createDirectories(cli.home.resolve(".kube")).resolve("config");
    Files.writeString(
        config,
        """
        apiVersion: v1
        kind: Config
        current-context: "CURRENT"
        contexts:
        - context: {cluster: c, user: u, namespace: team-one}
          name: one
        - context: {cluster: c, user: u}
          name: two
        """
            .replace("CURRENT", current));
    cli.run("create", "my-vc");
    assertThat(upgrade()).containsSequence("--namespace", namespace, "--install");
    cli.run("--context", "one", "create", "my-vc");
    assertThat(upgrade())
        .containsSequence("--kube-context", "one", "--namespace", "team-one", "--install");
    cli.run("create", "my-vc", "-n", "given");
    assertThat(upgrade()).containsSequence("--namespace", "given", "--install");
  }

  @Test
  void dryRun_givesTheShellWhatHelmWouldBeTold() throws Exception {
    cli.environment.put("DO_NOT_TRACK", "1");
    String[] words =
        words(
            "create|my-vc|-f|it's\na \"file\"|--set|a=$(id) `id` \\ '' \n!"
                + "|--kubeconfig|~/k|--chart-version|0.19.0|--dry-run");
    Result dry = cli.run(words);
    assertThat(dry.exitCode()).isZero();
    assertThat(helm.argv("upgrade")).isNull();
    assertThat(dry.out())
        .contains(" --repository-config= ")
        .contains("\ntelemetry:\n  disabled: true\n");
    helm.upgrade("cat > stdin");
    assertThat(cli.runAny("", List.of("sh", "-c", dry.out())).err()).isEmpty();
    List<String> printed = helm.argv("upgrade");
    assertThat(helm.file("stdin")).hasContent("telemetry:\n  disabled: true\n");
    words[words.length - 1] = "--dry-run=false";
    cli.run(words);
    assertThat(upgrade()).isEqualTo(with("OWN", printed));
  }

  /** What helm was told, the values file of ours by another name. */
  private List<String> upgrade() throws IOException {
    return with("OWN", helm.argv("upgrade"));
  }

  private static String[] words(String line) {
    return line.split("\\|");
  }

  private static List<String> with(String own, List<String> argv) {
    List<String> copy = new ArrayList<>(argv);
    copy.set(copy.indexOf("--values") + 1, own);
    return Collections.unmodifiableList(copy);
  }
}
