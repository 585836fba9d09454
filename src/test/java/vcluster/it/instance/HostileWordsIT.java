package vcluster.it.instance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.it.Result;

/** Words that helm could take for options, or a shell for more than words, reach neither. */
class HostileWordsIT extends WithFakeHelm {
  @ParameterizedTest
  @ValueSource(strings = {"", "--set=x", "my-vc\n--set", "$(id)"})
  void nameThatKubernetesRefuses_runsNothing(String name) throws Exception {
    Result ended = cli.run("create", "--", name);
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).contains("NAME").contains("RFC 1123");
    assertThat(helm.argv("status")).isNull();
    assertThat(helm.argv("upgrade")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--chart-name=--post-renderer=x",
        "--chart-name=../x",
        "--chart-version=latest",
        "--chart-version=",
        "--chart-version=0.20.0 --x",
        "--local-chart-dir=--set=x",
        "--post-renderer=x",
        "--local-chart-dir"
      })
  void optionThatHelmCouldMisunderstand_runsNothing(String option) throws Exception {
    Result ended = cli.run("create", "my-vc", option);
    assertThat(ended.exitCode()).isIn(1, 2);
    assertThat(ended.err()).startsWith("vcluster: ");
    assertThat(helm.argv("status")).isNull();
    assertThat(helm.argv("upgrade")).isNull();
  }
}
