package vcluster.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static vcluster.testing.VclusterObjects.SECRET;
import static vcluster.testing.VclusterObjects.claim;
import static vcluster.testing.VclusterObjects.deployment;
import static vcluster.testing.VclusterObjects.service;
import static vcluster.testing.VclusterObjects.statefulSet;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.VersionInfo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.syncer.ClusterFacts;
import vcluster.syncer.Observer.Observation;

class FactsTest {
  private static final Optional<ClusterFacts.Version> HOST =
      Optional.of(new ClusterFacts.Version("1", "31", "v1.31.2"));
  private static final Optional<ClusterFacts.Version> VIRTUAL =
      Optional.of(new ClusterFacts.Version("1", "30", "v1.30.4"));
  private static final String ODD = "v1.30.4 of team " + SECRET;
  private static final String NAME_FLAG = "{\"setFlags\":{\"name\":true}}";

  @RegisterExtension final Scene scene = new Scene();

  @Test
  void everythingThere_isKnownByTheFirstRead() {
    scene.publishVirtual();
    String uid = put(claim());
    put(service("my", "ClusterIP"));
    put(service("my-lb", "LoadBalancer"));
    put(statefulSet(List.of("server", "--k3s=" + SECRET), List.of("--name=my")));

    assertThat(Scene.facts(scene.observe()))
        .isEqualTo(new ClusterFacts(uid, NAME_FLAG, "LoadBalancer", VIRTUAL, HOST));
  }

  @Test
  void nothingThere_leavesAllButTheHostsVersionEmpty() {
    assertThat(Scene.facts(scene.observe()))
        .isEqualTo(new ClusterFacts("", "", "", Optional.empty(), HOST));
  }

  @Test
  void withoutVolumeAndBalancer_theServiceTells() {
    String uid = put(service("my", "NodePort"));

    ClusterFacts facts = Scene.facts(scene.observe());

    assertThat(facts.uid()).isEqualTo(uid);
    assertThat(facts.serviceType()).isEqualTo("NodePort");
  }

  @Test
  void aForbiddenVolume_isNotReplacedByTheService() {
    put(service("my", "NodePort"));
    scene.host().script().refuse("/persistentvolumeclaims/", 403);

    ClusterFacts facts = Scene.facts(scene.observe());

    assertThat(facts.uid()).isEmpty();
    assertThat(facts.serviceType()).isEqualTo("NodePort");
  }

  @Test
  void aForbiddenBalancer_isNotReplacedByTheService() {
    put(service("my", "NodePort"));
    scene.host().script().refuse("/services/my-lb", 403);

    assertThat(Scene.facts(scene.observe()).serviceType()).isEmpty();
  }

  @Test
  void theIdentity_staysWhatItWas() {
    String uid = put(service("my", "NodePort"));
    Observation observation = scene.observe();
    assertThat(Scene.facts(observation).uid()).isEqualTo(uid);

    put(claim());

    assertThat(Scene.facts(observation).uid()).isEqualTo(uid);
  }

  @Test
  void theVirtualVersion_isAskedEachTime_theHostsOnce() {
    scene.publishVirtual();
    Observation observation = scene.observe();
    assertThat(Scene.facts(observation).virtualVersion()).isEqualTo(VIRTUAL);

    scene.virtual().become(version("32"));
    scene.host().become(version("33"));
    ClusterFacts facts = Scene.facts(observation);

    assertThat(facts.virtualVersion()).contains(new ClusterFacts.Version("1", "32", "v1.32.0"));
    assertThat(facts.hostVersion()).isEqualTo(HOST);
  }

  /**
   * The fields of a version are never left out, and hold a version or nothing
   * (docs/protocol.md#the-syncer-payload).
   */
  @Test
  void aVersionThatIsNone_isEmpty() {
    scene.publishVirtual();
    Observation observation = scene.observe();
    scene.virtual().become(new VersionInfo.Builder().withMajor("1").withGitVersion(ODD).build());

    assertThat(Scene.facts(observation).virtualVersion())
        .contains(new ClusterFacts.Version("1", "", ""));
  }

  @Test
  void aDeploymentsOnlyContainer_tellsTheFlags() {
    put(deployment("controlplane", List.of("/vcluster", "start", "--name", "my")));

    assertThat(Scene.facts(scene.observe()).flags()).isEqualTo(NAME_FLAG);
  }

  @Test
  void theContainerThatWasNamed_tellsTheFlags() {
    put(statefulSet(List.of("--other=1"), List.of("--name=my")));

    assertThat(flagsFrom("vcluster")).isEqualTo("{\"setFlags\":{\"other\":true}}");
    assertThat(flagsFrom("missing")).isEmpty();
  }

  @Test
  void whatIsKnown_staysKnownWhileTheHostIsAway() {
    scene.publishVirtual();
    String uid = put(service("my", "NodePort"));
    put(statefulSet(List.of(), List.of("--name=my")));
    Observation observation = scene.observe();
    Scene.facts(observation);

    scene.host().cable().cut();
    scene.virtual().cable().cut();

    assertThat(Scene.facts(observation))
        .isEqualTo(new ClusterFacts(uid, NAME_FLAG, "NodePort", Optional.empty(), HOST));
    assertThat(scene.log).allMatch(line -> line.contains("Can't reach the "));
  }

  @Test
  void anExpiredToken_leavesTheRestKnown() {
    scene.publishVirtual();
    String uid = put(claim());
    Observation observation = scene.observe();
    Scene.facts(observation);
    scene.host().script().refuse("/", 401);

    ClusterFacts facts = Scene.facts(observation);

    assertThat(facts.uid()).isEqualTo(uid);
    assertThat(facts.virtualVersion()).isEqualTo(VIRTUAL);
  }

  /** The server takes connections and says nothing: without a limit the read would not return. */
  @Test
  void aServerThatSaysNothing_isNotWaitedFor() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String kubeconfig = scene.host().kubeconfig("team", "t");
      String port = Integer.toString(scene.host().cable().port());
      Files.writeString(
          scene.kubeconfig(), kubeconfig.replace(port, Integer.toString(silent.getLocalPort())));

      assertThat(scene.observe().read(Duration.ofMillis(100))).isEqualTo(ClusterFacts.NONE);
    }
  }

  @Test
  void afterTheEnd_whatWasKnownIsAnswered() {
    Observation observation = scene.observe();
    Scene.facts(observation);
    observation.close();

    assertThat(Scene.facts(observation).hostVersion()).isEqualTo(HOST);
  }

  /** Puts an object into the host; gives the identity that it has there. */
  private String put(HasMetadata object) {
    return scene.host().put(object).getMetadata().getUid();
  }

  private String flagsFrom(String container) {
    return Scene.facts(scene.observe("--syncer-args-from=" + container)).flags();
  }

  private static VersionInfo version(String minor) {
    return new VersionInfo.Builder()
        .withMajor("1")
        .withMinor(minor)
        .withGitVersion("v1." + minor + ".0")
        .build();
  }
}
