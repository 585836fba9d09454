package vcluster.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import vcluster.syncer.ObserverOptions;

class HostAccessTest {
  private static final String TWO_CONTEXTS =
      """
      apiVersion: v1
      kind: Config
      current-context: one
      clusters:
      - {name: first, cluster: {server: "https://first.example:6443"}}
      - {name: second, cluster: {server: "https://second.example:6443", proxy-url: "http://p:1"}}
      users: [{name: me, user: {token: hunter2}}]
      contexts:
      - {name: one, context: {cluster: first, user: me, namespace: ns-of-one}}
      - {name: two, context: {cluster: second, user: me}}
      """;

  @TempDir Path folder;
  private Path kubeconfig;

  @BeforeEach
  void write() throws IOException {
    kubeconfig = Files.writeString(folder.resolve("kubeconfig"), TWO_CONTEXTS);
  }

  @Test
  void theCurrentContext_isTaken() {
    Config config = HostAccess.config(options());

    assertThat(config.getMasterUrl()).startsWith("https://first.example");
    assertThat(HostAccess.namespace(options(), config)).isEqualTo("ns-of-one");
    assertThat(HostAccess.namespace(options("--namespace=given"), config)).isEqualTo("given");
  }

  @Test
  void theContextThatWasNamed_isTaken() {
    Config config = HostAccess.config(options("--context=two"));

    assertThat(config.getMasterUrl()).startsWith("https://second.example");
    assertThat(HostAccess.namespace(options("--context=two"), config)).isEqualTo("default");
  }

  /** fabric8 would take the current one instead. */
  @Test
  void aContextThatIsNotThere_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostAccess.config(options("--context=three")))
        .withMessage("The kubeconfig has no context 'three'; set --context to one that it has.");
  }

  @Test
  void aFileThatIsNotThere_isNamed() throws IOException {
    Files.delete(kubeconfig);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostAccess.config(options()))
        .withMessageContaining(kubeconfig.toString());
  }

  @Test
  void aFileThatIsNoKubeconfig_isNamed_andNotQuoted() throws IOException {
    Files.writeString(kubeconfig, "users: [hunter2");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostAccess.config(options()))
        .withMessageContaining(kubeconfig.toString())
        .withMessageNotContaining("hunter2")
        .withNoCause();
  }

  /** The user's own, which nobody named. */
  @Test
  void aDefaultKubeconfigThatIsNone_isNotQuoted() throws IOException {
    Files.writeString(kubeconfig, "users: [{user: {token: hunter2\n foo");
    System.setProperty("kubeconfig", kubeconfig.toString());
    try {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> observe(unnamed()))
          .withMessage("The default kubeconfig can't be used; set --kubeconfig to another file.")
          .withNoCause();
    } finally {
      System.clearProperty("kubeconfig");
    }
  }

  @Test
  void aConfigurationThatNothingSpeaksAgainst_givesNoWarning() {
    assertThat(HostAccess.warning(HostAccess.config(options()))).isEmpty();
  }

  @Test
  void nothingFound_isSaidAtTheStart_withThePlacesAndTheAddress() {
    System.setProperty("kubeconfig", folder.resolve("missing").toString());
    try {
      assertThat(HostAccess.warning(HostAccess.config(unnamed())))
          .contains(
              "Found neither a kubeconfig ("
                  + folder.resolve("missing")
                  + ") nor the environment of a pod; trying https://kubernetes.default.svc/."
                  + " Set --kubeconfig.");
    } finally {
      System.clearProperty("kubeconfig");
    }
  }

  /** fabric8 goes on without credentials, and the server says no more than 401. */
  @Test
  void aProgramForCredentialsThatIsNotThere_isSaidAtTheStart() throws IOException {
    Files.writeString(
        kubeconfig,
        TWO_CONTEXTS.replace(
            "token: hunter2",
            "exec: {apiVersion: client.authentication.k8s.io/v1, command: no-such-program}"));

    assertThat(HostAccess.warning(HostAccess.config(options())))
        .contains(
            "The program 'no-such-program', from which %s gets its credentials, gives none."
                    .formatted(kubeconfig)
                + " Install or repair it.");
  }

  @Test
  void keysThatCantBeUsed_areNotQuoted() throws IOException {
    Files.writeString(
        kubeconfig,
        TWO_CONTEXTS.replace(
            "token: hunter2",
            "client-key-data: aHVudGVyMg==, client-certificate-data: aHVudGVyMg=="));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> observe(options()))
        .withMessageContaining("certificates or keys")
        .withNoCause();
  }

  private static void observe(ObserverOptions options) {
    KubernetesObservation.start(options, Clock.systemUTC(), event -> {});
  }

  private static ObserverOptions unnamed() {
    return CommandLine.populateCommand(new ObserverOptions(), "--name=my");
  }

  private ObserverOptions options(String... more) {
    return CommandLine.populateCommand(
        new ObserverOptions(),
        Stream.concat(Stream.of("--name=my", "--kubeconfig=" + kubeconfig), Stream.of(more))
            .toArray(String[]::new));
  }
}
