package vcluster.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vcluster.testing.Reply;
import vcluster.testing.TestServer;

/** Against API servers that mean no good. */
class KubernetesClientsTest {
  private final List<String> log = new CopyOnWriteArrayList<>();
  @AutoClose private final TestServer server = new TestServer("");

  KubernetesClientsTest() throws IOException {}

  /** The token would go along. */
  @Test
  void redirects_areNotFollowed() throws IOException {
    TestServer other = new TestServer("elsewhere");
    server.answers(Reply.of(302).with("Location", other.url()));

    assertFails(Duration.ofSeconds(1));

    assertThat(other.connections()).isZero();
    assertThat(log)
        .hasSize(1)
        .first()
        .asString()
        .contains("The cluster answers with errors (get version)");
    other.close();
  }

  @Test
  @Timeout(60)
  void anEndlessAnswer_isNotKept() {
    // More than a heap of 64 MiB can hold.
    server.answers(Reply.flood("HTTP/1.1 200 OK\r\n\r\n", " "));

    assertFails(Duration.ofMinutes(1))
        .hasStackTraceContaining("the answer is longer than " + ResponseLimits.MAX_LENGTH);
  }

  @Test
  @Timeout(60)
  void anAnswerThatStops_isNotWaitedFor() {
    server.answers(Reply.textThenNothing("HTTP/1.1 200 OK\r\n\r\n{"));

    assertFails(Duration.ofSeconds(1));
  }

  private AbstractThrowableAssert<?, ?> assertFails(Duration timeout) {
    try (KubernetesClient client = client(timeout)) {
      return assertThatThrownBy(client::getKubernetesVersion).isInstanceOf(RuntimeException.class);
    }
  }

  private KubernetesClient client(Duration timeout) {
    WatchSettings settings =
        new WatchSettings(
            timeout,
            Duration.ofSeconds(1),
            Duration.ofMillis(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));
    Config config =
        new ConfigBuilder(Config.empty()).withMasterUrl(server.url()).withOauthToken("t").build();
    return new KubernetesClients(
            settings, new ConnectionLog("cluster", (level, line) -> log.add(line)))
        .open(config, false);
  }
}
