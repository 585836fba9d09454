package vcluster.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionLogTest {
  private static final ApiCall PODS = new ApiCall("watch", "pods");
  private static final ApiCall SECRETS = new ApiCall("list", "secrets");

  private final List<String> log = new ArrayList<>();
  private final ConnectionLog reports =
      new ConnectionLog("host", (level, line) -> log.add(level + " " + line));

  @Test
  void anAbsence_isOneLine_andItsEndOne() {
    for (int retry = 0; retry < 3; retry++) {
      reports.failed(PODS, ApiFailure.UNREACHABLE);
      reports.failed(SECRETS, ApiFailure.UNREACHABLE);
    }
    reports.answered(PODS);
    assertThat(log).hasSize(1);
    reports.answered(SECRETS);
    reports.answered(SECRETS);

    assertThat(log)
        .containsExactly(
            "WARN Can't reach the host (watch pods). Its data is missing until it answers.",
            "INFO The host answers again (list secrets).");
  }

  @Test
  void whatIsForbidden_isALineEach() {
    reports.failed(PODS, ApiFailure.FORBIDDEN);
    reports.failed(SECRETS, ApiFailure.FORBIDDEN);
    reports.answered(PODS);

    assertThat(log)
        .containsExactly(
            "WARN The host does not allow 'watch pods'."
                + " Grant it in the Role, or do without that data.",
            "WARN The host does not allow 'list secrets'."
                + " Grant it in the Role, or do without that data.",
            "INFO The host allows 'watch pods' again.");
  }

  @Test
  void anotherTrouble_endsTheFirst() {
    reports.failed(PODS, ApiFailure.UNREACHABLE);
    reports.failed(PODS, ApiFailure.UNAUTHORIZED);

    assertThat(log).hasSize(3).last().asString().contains("credentials");
  }

  /** The server went away: it has not said that it allows anything. */
  @Test
  void aTrouble_endsOnlyByAnAnswerThatDisprovesIt() {
    reports.failed(PODS, ApiFailure.FORBIDDEN);
    reports.failed(PODS, ApiFailure.UNREACHABLE);
    reports.failed(PODS, ApiFailure.FAILING);
    reports.failed(PODS, ApiFailure.UNAUTHORIZED);
    assertThat(log)
        .extracting(line -> line.substring(0, 24))
        .containsExactly(
            "WARN The host does not a",
            "WARN Can't reach the hos",
            "INFO The host answers ag",
            "WARN The host answers wi",
            "INFO The host works agai",
            "WARN The host rejects th");

    log.clear();
    reports.answered(PODS);

    assertThat(log)
        .containsExactly(
            "INFO The host accepts the credentials again (watch pods).",
            "INFO The host allows 'watch pods' again.");
  }

  /** An answer came, but nobody can read it. */
  @Test
  void whatNothingComesOf_isSaidOnce_untilItWorks() {
    RuntimeException unreadable = new IllegalStateException(new NullPointerException("hunter2"));
    for (int retry = 0; retry < 3; retry++) {
      reports.answered(SECRETS);
      reports.fruitless(SECRETS, unreadable);
    }
    reports.worked(SECRETS);

    assertThat(log)
        .containsExactly(
            "WARN 'list secrets' fails at the host: the answer can't be read"
                + " (NullPointerException). That data may be late or missing until it works.",
            "INFO 'list secrets' works at the host again.");
  }

  @Test
  void whatIsLoggedWhereTheRequestEnded_isNotLoggedAgain() {
    reports.fruitless(PODS, new KubernetesClientException("", new ConnectException()));
    reports.fruitless(PODS, new KubernetesClientException("", 503, null));

    assertThat(log).isEmpty();
  }

  @Test
  void afterTheEnd_nothingIsLogged() {
    reports.close();
    reports.failed(PODS, ApiFailure.UNREACHABLE);

    assertThat(log).isEmpty();
  }

  @Test
  void calls_areNamedWithoutNames() {
    assertThat(call("/api/v1/namespaces/team/pods?labelSelector=a&watch=true"))
        .isEqualTo("watch pods");
    assertThat(call("/api/v1/namespaces/team/secrets/vc-my")).isEqualTo("get secrets");
    assertThat(call("/apis/apps/v1/namespaces/team/deployments/my")).isEqualTo("get deployments");
    assertThat(call("/apis/policy/v1/namespaces/team/poddisruptionbudgets?limit=500"))
        .isEqualTo("list poddisruptionbudgets");
    assertThat(call("/api/v1/events?limit=500")).isEqualTo("list events");
    assertThat(call("/version")).isEqualTo("get version");
    assertThat(call("/")).isEqualTo("get ");
  }

  /** As behind Rancher, or a platform that stands before its clusters. */
  @Test
  void calls_areNamedBehindAPrefixToo() {
    assertThat(call("/k8s/clusters/c-1/api/v1/namespaces/team/pods?watch=true"))
        .isEqualTo("watch pods");
    assertThat(call("/k8s/clusters/c-1/apis/apps/v1/namespaces/api/deployments/my"))
        .isEqualTo("get deployments");
    assertThat(call("/api/v1/namespaces/api/secrets/v1")).isEqualTo("get secrets");
    assertThat(call("/kubernetes/project/p/virtualcluster/my/version")).isEqualTo("get version");
  }

  private static String call(String path) {
    return ApiCall.of(URI.create("https://server:6443" + path)).toString();
  }
}
