package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static vcluster.testing.VclusterObjects.SECRET;
import static vcluster.testing.VclusterObjects.event;
import static vcluster.testing.VclusterObjects.kubeconfigSecret;
import static vcluster.testing.VclusterObjects.lease;
import static vcluster.testing.VclusterObjects.managed;
import static vcluster.testing.VclusterObjects.podOf;
import static vcluster.testing.VclusterObjects.service;
import static vcluster.testing.VclusterObjects.statefulSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.testing.ApiServer;
import vcluster.testing.Attempts;
import vcluster.testing.Await;
import vcluster.testing.Cable;
import vcluster.testing.Received;
import vcluster.testing.ScriptedDispatcher;
import vcluster.testing.Unchecked;
import vcluster.upload.TestCertificates;

/** The built {@code vcluster-syncer} beside a vCluster whose API servers come and go. */
class SyncerKubernetesIT {
  /** The kinds in the host, and the Lease. */
  private static final int HOST_WATCHES = 11;

  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension final Sandbox sandbox = new Sandbox();

  private final Map<String, Integer> expected = new TreeMap<>();
  private String uid;
  @AutoClose private ApiServer host;
  @AutoClose private ApiServer virtual;

  @BeforeEach
  void begin() throws IOException {
    host = new ApiServer("v1.31.2");
    virtual = new ApiServer("v1.30.4");
    uid = host.put(service("my", "NodePort")).getMetadata().getUid();
    host.put(statefulSet(List.of(), List.of("--name=" + SECRET, "--leader-elect=false")));
    host.put(lease(SECRET, 0));
    host.put(managed("Pod", SECRET, 0));
    host.put(kubeconfigSecret(virtual.kubeconfig("default", SECRET)));
  }

  @Test
  void whatHappens_isUploadedOnce_andNothingElseLeaves() throws Exception {
    try (RunningSyncer syncer = RunningSyncer.start(RunningSyncer.in(sandbox), options())) {
      happens("SyncerStarted");
      awaitWatches();
      changes();
      droppedWatches();
      anAbsence();
      refusals();

      assertThat(syncer.metric("vcluster_syncer_events_dropped_total")).isZero();
      assertThat(syncer.end("TERM")).isZero();
      assertThat(uploaded()).isEqualTo(expected);
      assertNoSecret(syncer.err());
      assertThat(syncer.err().lines().filter(line -> line.contains("Can't reach"))).hasSize(2);
      assertThat(syncer.err().lines().filter(line -> line.contains("answers again"))).hasSize(2);
      assertThat(syncer.err())
          .containsOnlyOnce("The host cluster does not allow '")
          .containsOnlyOnce("The host cluster allows '")
          .containsOnlyOnce("The host cluster rejects the credentials ")
          .containsOnlyOnce("The host cluster accepts the credentials again ");
    }
    for (Received request : sandbox.backend().requests()) {
      assertNoSecret(request.head() + request.body());
    }
    assertFacts(sandbox.backend().requests().get(0));
    // What was looked for was there: the API servers did send it.
    assertThat(host.script().sent().toString()).contains(SECRET);
    assertThat(virtual.script().sent().toString()).contains(SECRET);
  }

  @Test
  void whenAllIsWell_nothingIsLoggedButTheBeginning() throws Exception {
    try (RunningSyncer syncer = RunningSyncer.start(RunningSyncer.in(sandbox), options())) {
      awaitWatches();
      host.put(managed("Pod", "new", 0));
      happens("SyncerStarted", "Pod");
      assertThat(syncer.end("TERM")).isZero();

      assertThat(syncer.err().lines()).hasSize(1);
      assertThat(syncer.err()).contains("Telemetry is on");
    }
  }

  @Test
  void dryRun_showsTheFacts() throws Exception {
    Result result = RunningSyncer.in(sandbox).run(options("--once", "--dry-run"));

    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode properties = JSON.readTree(result.out()).path("instanceProperties");
    assertThat(properties.path("vclusterServiceType").textValue()).isEqualTo("NodePort");
    assertThat(properties.at("/virtualKubernetesVersion/minor").textValue()).isEqualTo("30");
  }

  @Test
  void inAPod_theServiceAccountIsUsed() throws Exception {
    TestCertificates certificates = TestCertificates.make(sandbox.root());
    host.script().requireToken("of-the-account");
    Path token = Files.writeString(sandbox.root().resolve("token"), "of-the-account");
    ServerSocketFactory tls = certificates.server().getServerSocketFactory();
    try (Cable cable = new Cable(host.port(), tls)) {
      Vcluster pod =
          RunningSyncer.in(sandbox)
              .with("KUBERNETES_SERVICE_HOST", "localhost")
              .with("KUBERNETES_SERVICE_PORT", Integer.toString(cable.port()))
              .with("KUBERNETES_CERTS_CA_FILE", certificates.authority().toString())
              .with("KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN", token.toString())
              .with("KUBERNETES_NAMESPACE", "team");
      try (RunningSyncer syncer =
          RunningSyncer.start(
              pod, "--name=my", "--warm-up=0s", "--min-interval=1s", "--max-interval=1s")) {
        awaitWatches();
        host.put(managed("Pod", "new", 0));
        happens("SyncerStarted", "Pod");

        assertThat(syncer.end("TERM")).isZero();
        assertThat(syncer.err().lines()).hasSize(1);
      }
    }
  }

  /** Neither the environment's proxies nor the machine's are used. */
  @Test
  void proxies_areNotUsedForApiServers() throws Exception {
    Vcluster behindProxies =
        RunningSyncer.in(sandbox)
            .with("HTTP_PROXY", "http://127.0.0.1:1")
            .with("HTTPS_PROXY", "http://127.0.0.1:1")
            .with("http_proxy", "http://127.0.0.1:1")
            .with("JDK_JAVA_OPTIONS", "-Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=1");
    Result result =
        Attempts.until(
            run -> run.out().contains("v1.30.4"),
            "an API server was late",
            () -> behindProxies.run(options("--once", "--dry-run")));

    assertThat(result.out()).contains("\"gitVersion\":\"v1.31.2\"").contains("v1.30.4");
  }

  private void changes() {
    host.put(managed("ConfigMap", "new", 0));
    happens("ConfigMap");
    host.put(managed("Pod", SECRET, 1));
    happens("Pod");
    host.put(podOf("other", "anothers"));
    virtual.put(event("e", "SyncError", "apps/v1", "StatefulSet", 1));
    happens("StatefulSet SyncError");
    host.put(lease("b", 1));
    happens("EventLeadershipStopped", "LeadershipStarted");
  }

  private void droppedWatches() {
    host.script().dropWatches();
    virtual.script().dropWatches();
    awaitWatches();
  }

  private void anAbsence() throws IOException {
    host.cable().cut();
    virtual.cable().cut();
    host.put(managed("Service", "new", 0));
    int uploads = sandbox.backend().requests().size();
    Await.until(
        "it uploads while they are away", () -> sandbox.backend().requests().size() > uploads + 1);
    host.cable().mend();
    virtual.cable().mend();
    happens("Service");
    awaitWatches();
  }

  private void refusals() {
    ScriptedDispatcher script = host.script();
    script.refuse("/secrets?", 403);
    script.refuse("/ingresses", 401);
    script.dropWatches();
    Await.until("the rest is watched", () -> script.watching("") == HOST_WATCHES - 2);
    host.put(managed("Secret", "new", 0));
    host.put(managed("Ingress", "new", 0));
    host.put(managed("Pod", "new", 0));
    happens("Pod");
    script.allow("/secrets?");
    script.allow("/ingresses");
    happens("Secret", "Ingress");
    awaitWatches();
  }

  private void assertFacts(Received request) throws IOException {
    JsonNode properties = JSON.readTree(request.body()).path("instanceProperties");
    assertThat(properties.path("uid").textValue()).isEqualTo(uid);
    assertThat(properties.path("syncerFlags").textValue())
        .isEqualTo("{\"setFlags\":{\"leader-elect\":true,\"name\":true}}");
    assertThat(properties.at("/hostKubernetesVersion/gitVersion").textValue()).isEqualTo("v1.31.2");
  }

  private void happens(String... events) {
    for (String event : events) {
      expected.merge(event, 1, Integer::sum);
    }
    Await.until("there are " + expected, () -> uploaded().equals(expected));
  }

  /** How often each thing was uploaded. */
  private Map<String, Integer> uploaded() {
    Map<String, Integer> counts = new TreeMap<>();
    for (Received request : sandbox.backend().requests()) {
      for (JsonNode event : read(request).path("events")) {
        String kind = event.path("kind").asText(event.path("type").asText());
        String error = event.has("errors") ? " " + event.path("errors").textValue() : "";
        assertThat(event.path("success").asBoolean())
            .isEqualTo(event.has("kind") && error.isEmpty());
        counts.merge(kind + error, 1, Integer::sum);
      }
    }
    return counts;
  }

  private static JsonNode read(Received request) {
    return Unchecked.get(() -> JSON.readTree(request.body()));
  }

  private void awaitWatches() {
    Await.until("the host is watched", () -> host.script().watching("") == HOST_WATCHES);
    Await.until("the virtual cluster is watched", () -> virtual.script().watching("") == 1);
  }

  private static void assertNoSecret(String text) {
    assertThat(text)
        .doesNotContainIgnoringCase(SECRET)
        .doesNotContain("anothers", "team", "vcluster.loft.sh");
  }

  private String[] options(String... more) throws IOException {
    Path kubeconfig = sandbox.root().resolve("kubeconfig");
    Files.writeString(kubeconfig, host.kubeconfig("team", SECRET));
    Stream<String> usual =
        Stream.of(
            "--name=my",
            "--namespace=team",
            "--kubeconfig=" + kubeconfig,
            "--warm-up=0s",
            "--min-interval=1s",
            "--max-interval=1s");
    return Stream.concat(usual, Stream.of(more)).toArray(String[]::new);
  }
}
