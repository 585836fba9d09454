package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.testing.ApiServer;

/** The built {@code vcluster-syncer} beside a vCluster whose every word is a secret. */
@EnabledOnOs(OS.LINUX)
class WatchedClusterIT {
  private static final String SECRET = "hunter2";
  private static final String NAME = SECRET + "-vc";
  private static final String NAMESPACE = SECRET + "-ns";
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension final Sandbox sandbox = new Sandbox();

  private ApiServer host;
  private ApiServer virtual;

  @BeforeEach
  void open() throws IOException {
    host = new ApiServer("v1.31.2");
    virtual = new ApiServer("v1.30.4");
  }

  @AfterEach
  void close() {
    host.close();
    virtual.close();
  }

  @Test
  void whatHappens_isUploaded_andNothingThatHasAName() throws Exception {
    String uid = host.put(claim()).getMetadata().getUid();
    host.put(service(NAME));
    host.put(statefulSet());
    host.put(lease("a"));
    host.put(kubeconfigOfTheVirtual());
    try (RunningSyncer syncer = start()) {
      awaitWatches();
      host.put(pod("new"));
      await("{\"type\":\"ResourceSync\",", "\"success\":true,\"group\":\"core\",", "\"Pod\"}");
      virtual.put(syncError());
      await("\"errors\":\"SyncError\",\"group\":\"apps\",\"version\":\"v1\",\"kind\":\"Deploy");
      host.put(lease("b"));
      await("{\"type\":\"EventLeadershipStopped\",", "{\"type\":\"LeadershipStarted\",");

      host.script().dropWatches();
      awaitWatches();
      host.put(
          new ConfigMapBuilder().withMetadata(managed("new")).addToData(SECRET, SECRET).build());
      await("\"kind\":\"ConfigMap\"}");

      host.cable().cut();
      virtual.cable().cut();
      int before = sandbox.backend().requests().size();
      Await.until("it goes on", () -> sandbox.backend().requests().size() >= before + 2);
      host.put(service("new"));
      host.cable().mend();
      virtual.cable().mend();
      await("\"kind\":\"Service\"}");

      assertThat(syncer.end("TERM")).isZero();
      assertThat(syncer.err()).doesNotContain(SECRET);
    }
    assertFacts(uid);
    assertNothingNamed();
  }

  private RunningSyncer start() throws IOException {
    Path kubeconfig = sandbox.root().resolve("kubeconfig");
    Files.writeString(kubeconfig, host.kubeconfig(NAMESPACE, SECRET));
    return RunningSyncer.start(
        RunningSyncer.in(sandbox),
        "--name",
        NAME,
        "--kubeconfig",
        kubeconfig.toString(),
        "--warm-up",
        "0s",
        "--min-interval",
        "1s",
        "--max-interval",
        "1s");
  }

  private void awaitWatches() {
    for (String kind : List.of("/pods", "/configmaps", "/services", "/leases")) {
      Await.until(kind + " are watched", () -> host.script().watching(kind) == 1);
    }
    Await.until("the virtual cluster is", () -> virtual.script().watching("/events") == 1);
  }

  /** Until each of these has been in some upload. */
  private void await(String... pieces) {
    for (String piece : pieces) {
      Await.until(
          piece + " is uploaded",
          () -> sandbox.backend().requests().stream().anyMatch(r -> r.body().contains(piece)));
    }
  }

  private void assertFacts(String uid) {
    JsonNode properties = JSON.createObjectNode();
    for (Received request : sandbox.backend().requests()) {
      JsonNode next = read(request).get("instanceProperties");
      properties = next.has("virtualKubernetesVersion") ? next : properties;
    }
    assertThat(properties.get("uid").textValue()).isEqualTo(uid);
    assertThat(properties.get("vclusterServiceType").textValue()).isEqualTo("ClusterIP");
    assertThat(properties.get("syncerFlags").textValue())
        .isEqualTo("{\"setFlags\":{\"name\":true}}");
    assertThat(properties.at("/virtualKubernetesVersion/gitVersion").textValue())
        .isEqualTo("v1.30.4");
    assertThat(properties.at("/hostKubernetesVersion/gitVersion").textValue()).isEqualTo("v1.31.2");
  }

  /** Each event once, and nothing in any request that anybody gave a name. */
  private void assertNothingNamed() {
    List<String> events = new ArrayList<>();
    for (Received request : sandbox.backend().requests()) {
      assertThat(request.head() + request.body()).doesNotContain(SECRET);
      read(request)
          .path("events")
          .forEach(
              event ->
                  events.add(event.get("type").textValue() + " " + event.path("kind").asText()));
    }
    assertThat(events)
        .containsExactlyInAnyOrder(
            "SyncerStarted ",
            "ResourceSync Pod",
            "ResourceSync Deployment",
            "EventLeadershipStopped ",
            "LeadershipStarted ",
            "ResourceSync ConfigMap",
            "ResourceSync Service");
  }

  private static JsonNode read(Received request) {
    try {
      return JSON.readTree(request.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HasMetadata claim() {
    return new PersistentVolumeClaimBuilder().withMetadata(own("data-" + NAME + "-0")).build();
  }

  private static HasMetadata pod(String name) {
    return new PodBuilder().withMetadata(managed(name)).withNewSpec().endSpec().build();
  }

  private static HasMetadata service(String name) {
    ObjectMeta meta = name.equals(NAME) ? own(name) : managed(name);
    return new ServiceBuilder()
        .withMetadata(meta)
        .withNewSpec()
        .withType("ClusterIP")
        .endSpec()
        .build();
  }

  private static HasMetadata statefulSet() {
    return new StatefulSetBuilder()
        .withMetadata(own(NAME))
        .withNewSpec()
        .withNewTemplate()
        .withNewSpec()
        .addNewContainer()
        .withName("syncer")
        .withArgs("--name=" + NAME)
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  private static HasMetadata lease(String holder) {
    return new LeaseBuilder()
        .withMetadata(own("vcluster-" + NAME + "-controller"))
        .withNewSpec()
        .withHolderIdentity(SECRET + holder)
        .endSpec()
        .build();
  }

  private static HasMetadata syncError() {
    return new EventBuilder()
        .withNewMetadata()
        .withName(SECRET)
        .withNamespace("default")
        .endMetadata()
        .withReason("SyncError")
        .withMessage("Error syncing: " + SECRET)
        .withCount(1)
        .withNewInvolvedObject()
        .withApiVersion("apps/v1")
        .withKind("Deployment")
        .withName(SECRET)
        .endInvolvedObject()
        .build();
  }

  private HasMetadata kubeconfigOfTheVirtual() {
    byte[] kubeconfig = virtual.kubeconfig("default", SECRET).getBytes(StandardCharsets.UTF_8);
    return new SecretBuilder()
        .withMetadata(own("vc-" + NAME))
        .addToData("config", Base64.getEncoder().encodeToString(kubeconfig))
        .build();
  }

  /** Of the vCluster itself. */
  private static ObjectMeta own(String name) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(NAMESPACE)
        .addToAnnotations(SECRET, SECRET)
        .build();
  }

  /** Of what it has synced. */
  private static ObjectMeta managed(String name) {
    return new ObjectMetaBuilder(own(SECRET + name))
        .addToLabels("vcluster.loft.sh/managed-by", NAME)
        .addToLabels("team", SECRET)
        .build();
  }
}
