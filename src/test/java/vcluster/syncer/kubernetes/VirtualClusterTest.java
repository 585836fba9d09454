package vcluster.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static vcluster.testing.VclusterObjects.SECRET;
import static vcluster.testing.VclusterObjects.event;
import static vcluster.testing.VclusterObjects.kubeconfigSecret;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import vcluster.syncer.kubernetes.VirtualAccess.KubeconfigFile;
import vcluster.syncer.kubernetes.VirtualAccess.KubeconfigSecret;
import vcluster.testing.ApiServer;
import vcluster.testing.Await;

class VirtualClusterTest {
  @RegisterExtension final Scene scene = new Scene();

  @TempDir Path folder;

  @Test
  void aSecretThatComesLater_isFound() {
    scene.observe();
    Await.until(
        "it is missed", () -> scene.log.toString().contains("(Secret vc-my) does not exist"));

    scene.publishVirtual();

    scene.awaitWatches();
    assertThat(scene.log)
        .containsExactly(
            "WARN The virtual cluster's kubeconfig (Secret vc-my) does not exist;"
                + " its version and failed syncs are unknown.",
            "INFO Using the virtual cluster's kubeconfig (Secret vc-my).");
  }

  /** Another client goes on where the last one stopped: what happened between them counts once. */
  @Test
  void aRenewedSecret_isUsedFromThenOn() throws IOException {
    scene.publishVirtual();
    scene.virtual().put(event("old", "SyncError", "v1", "Pod", 1));
    scene.observe();
    scene.awaitWatches();
    scene.virtual().script().refuse("/", 401);
    scene.virtual().script().dropWatches();
    scene.virtual().put(event("between", "SyncError", "v1", "Pod", 1));

    scene.virtual().script().allow("/");
    scene.host().put(kubeconfigSecret(scene.virtual().kubeconfig("default", "another")));

    Await.until("it is recorded", () -> !scene.events.isEmpty());
    Await.until("there is one watch", () -> scene.virtual().script().watching("/events") == 1);
    scene.virtual().put(event("after", "SyncError", "v1", "Pod", 1));
    Await.until("it is recorded", () -> scene.events.size() >= 2);
    assertThat(scene.events).hasSize(2);
  }

  /** What a client has sent but not handed on yet when it is replaced. */
  @Test
  void anEventThatTheLastClientHasNotHandedOn_isRecordedByTheNext() throws Exception {
    Semaphore slow = new Semaphore(0);
    WatchRecorder recorder =
        new WatchRecorder(
            scene.clock,
            event -> {
              scene.events.add(event);
              slow.acquireUninterruptibly();
            });
    Config config = Config.fromKubeconfig(scene.virtual().kubeconfig("default", "t"));
    ConnectionLog log = new ConnectionLog("", (level, line) -> {});
    ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
    try (KubernetesClient client =
            new KubernetesClients(WatchSettings.DEFAULT, log).open(config, false);
        Watches watches =
            new Watches(
                new InstanceNames("my", "team"),
                recorder,
                WatchSettings.DEFAULT,
                log,
                log,
                threads)) {
      watches.watchVirtual(client);
      Await.until("it is watched", () -> scene.virtual().script().watching("/events") == 1);
      scene.virtual().put(event("first", "SyncError", "v1", "Pod", 1));
      Await.until("the first is being recorded", () -> scene.events.size() == 1);
      scene.virtual().put(event("second", "SyncError", "v1", "Pod", 1));
      Await.until("the second is sent", () -> sent().contains("\"name\":\"second\""));
      Await.pause(200);

      Future<?> next = threads.submit(() -> watches.watchVirtual(client));
      slow.release(2);
      next.get();

      Await.until("the second is recorded", () -> scene.events.size() == 2);
    }
    threads.shutdownNow();
  }

  private String sent() {
    return scene.virtual().script().sent().toString();
  }

  @Test
  void aSecretThatIsNoKubeconfig_isSaidOnce_andNotQuoted() {
    scene.host().put(kubeconfigSecret("users: [" + SECRET));
    scene.observe();
    Await.until("it is told", () -> !scene.log.isEmpty());
    int requests = scene.host().script().requests().size();
    Await.until("it was tried again", () -> scene.host().script().requests().size() > requests + 5);

    assertThat(scene.log)
        .containsExactly(
            "WARN The virtual cluster's kubeconfig (Secret vc-my) can't be used;"
                + " its version and failed syncs are unknown.");
  }

  /** Nested so deeply that reading it needs more stack than there is. */
  @Test
  void aHostileSecret_doesNotEndTheRenewals() {
    scene.host().put(kubeconfigSecret("users: " + "[".repeat(400_000)));
    scene.observe();
    Await.until("it is told", () -> scene.log.toString().contains("can't be used"));

    scene.publishVirtual();

    scene.awaitWatches();
  }

  /** Whoever may write the Secret may not run a program here, nor have files read. */
  @Test
  void aSecret_runsAndReadsNothing() throws IOException {
    Path trace = folder.resolve("trace");
    String hostile =
        scene
            .virtual()
            .kubeconfig("default", "t")
            .replace(
                "user: {token: \"t\"}",
                "user: {client-key: /etc/passwd, client-certificate: /etc/passwd, tokenFile:"
                    + " /etc/passwd, exec: {apiVersion: client.authentication.k8s.io/v1, command:"
                    + " touch, args: ["
                    + trace
                    + "]}}");
    try (ApiServer host = new ApiServer("v1.0.0")) {
      KubeconfigSecret secret = new KubeconfigSecret(host.admin(), new InstanceNames("my", "team"));

      Config config = secret.parse(hostile);

      assertThat(config.getMasterUrl()).contains(Integer.toString(scene.virtual().cable().port()));
      assertThat(config.getClientKeyFile()).isNull();
      assertThat(config.getClientCertFile()).isNull();
      assertThat(config.getAutoOAuthToken()).isNull();
      assertThat(trace).doesNotExist();
      // The same by a file of the operator's own does run: the test would see it.
      Path file = Files.writeString(folder.resolve("kubeconfig"), hostile);
      new KubeconfigFile(file).parse(hostile);
      assertThat(trace).exists();
    }
  }

  @Test
  void aFile_isReadInsteadOfTheSecret() throws IOException {
    Path file = folder.resolve("virtual.yaml");
    KubeconfigFile access = new KubeconfigFile(file);
    assertThat(access.read()).isEmpty();

    Files.writeString(file, scene.virtual().kubeconfig("default", "t"));
    assertThat(access.parse(access.read()).getMasterUrl())
        .contains(Integer.toString(scene.virtual().cable().port()));
  }

  @Test
  void nothingIsLogged_whenAllIsWell() {
    scene.publishVirtual();
    Scene.facts(scene.observe());
    scene.awaitWatches();

    assertThat(scene.log).isEqualTo(List.of());
  }
}
