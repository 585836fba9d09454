package vcluster.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vcluster.syncer.kubernetes.ConnectionLog.ApiFailure;

class ConnectionLogTest {
  private static final ApiCall PODS = new ApiCall("watch", "pods");
  private static final ApiCall SECRETS = new ApiCall("list", "secrets");

  private final List<String> log = new ArrayList<>();
  private final ConnectionLog reports =
      new ConnectionLog("host", (level, line) -> log.add(level + " " + line));

  @Test
  void anAbsence_isOneLine_andItsEndOne() {
    for (int retry = 0; retry < 3; retry++) {
      reports.ended(PODS, Optional.of(ApiFailure.UNREACHABLE));
      reports.ended(SECRETS, Optional.of(ApiFailure.UNREACHABLE));
    }
    reports.ended(PODS, Optional.empty());
    assertThat(log).hasSize(1);
    reports.ended(SECRETS, Optional.empty());
    reports.ended(SECRETS, Optional.empty());

    assertThat(log)
        .containsExactly(
            "WARN Can't reach the host (watch pods); retrying."
                + " Changes are recorded once it answers.",
            "INFO The host answers again (list secrets).");
  }

  @Test
  void whatIsForbidden_isALineEach() {
    reports.ended(PODS, Optional.of(ApiFailure.FORBIDDEN));
    reports.ended(SECRETS, Optional.of(ApiFailure.FORBIDDEN));
    reports.ended(PODS, Optional.empty());

    assertThat(log)
        .containsExactly(
            "WARN The host does not allow 'watch pods' (retrying)."
                + " Grant it in the Role, or do without that data.",
            "WARN The host does not allow 'list secrets' (retrying)."
                + " Grant it in the Role, or do without that data.",
            "INFO The host allows 'watch pods' again.");
  }

  @Test
  void anotherTrouble_endsTheFirst() {
    reports.ended(PODS, Optional.of(ApiFailure.UNREACHABLE));
    reports.ended(PODS, Optional.of(ApiFailure.UNAUTHORIZED));

    assertThat(log).hasSize(3).last().asString().contains("credentials");
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
