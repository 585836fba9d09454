package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vcluster.syncer.ClusterFacts;

/**
 * What the host tells about a vCluster (docs/protocol.md#the-syncer-payload), kept while the host
 * doesn't answer.
 */
final class HostFacts {
  private static final String SYNCER = "syncer";

  private final KubernetesClient client;
  private final InstanceNames names;
  private final Optional<String> argumentsFrom;
  private volatile String uid = "";
  private volatile String serviceType = "";
  private volatile String flags = "";
  private volatile Optional<ClusterFacts.Version> version = Optional.empty();

  HostFacts(KubernetesClient client, InstanceNames names, Optional<String> argumentsFrom) {
    this.client = client;
    this.names = names;
    this.argumentsFrom = argumentsFrom;
  }

  /**
   * The questions, each of which updates one fact. Any answer but found and not found throws one of
   * fabric8's exceptions and leaves the fact as it was.
   */
  List<Runnable> questions() {
    return List.of(this::askUid, this::askServiceType, this::askFlags, this::askVersion);
  }

  /** The facts known so far, with the version of the virtual cluster. */
  ClusterFacts with(Optional<ClusterFacts.Version> virtualVersion) {
    return new ClusterFacts(uid, flags, serviceType, virtualVersion, version);
  }

  /** Asks until the UID is known: an instance's identity doesn't change. */
  private void askUid() {
    if (uid.isEmpty()) {
      @Nullable HasMetadata claim = volumeClaim();
      @Nullable HasMetadata found = claim == null ? service(names.workload()) : claim;
      uid = found == null ? "" : Optional.ofNullable(found.getMetadata().getUid()).orElse("");
    }
  }

  private void askServiceType() {
    @Nullable Service balancer = service(names.loadBalancer());
    @Nullable Service found = balancer == null ? service(names.workload()) : balancer;
    serviceType =
        Optional.ofNullable(found).map(Service::getSpec).map(spec -> spec.getType()).orElse("");
  }

  private void askFlags() {
    flags =
        template()
            .flatMap(template -> container(template.getSpec().getContainers()))
            .map(HostFacts::words)
            .map(words -> SyncerArguments.of(words).json())
            .orElse("");
  }

  /** Asks until the version is known. */
  private void askVersion() {
    if (version.isEmpty()) {
      version = Optional.of(VirtualCluster.version(client.getKubernetesVersion()));
    }
  }

  private @Nullable PersistentVolumeClaim volumeClaim() {
    return client
        .persistentVolumeClaims()
        .inNamespace(names.namespace())
        .withName(names.volumeClaim())
        .get();
  }

  private @Nullable Service service(String name) {
    return client.services().inNamespace(names.namespace()).withName(name).get();
  }

  private Optional<PodTemplateSpec> template() {
    var apps = client.apps();
    @Nullable StatefulSet set =
        apps.statefulSets().inNamespace(names.namespace()).withName(names.workload()).get();
    if (set != null) {
      return Optional.of(set.getSpec().getTemplate());
    }
    @Nullable Deployment deployment =
        apps.deployments().inNamespace(names.namespace()).withName(names.workload()).get();
    return Optional.ofNullable(deployment).map(found -> found.getSpec().getTemplate());
  }

  /** The container that the option names, else the one called syncer, else the first. */
  private Optional<Container> container(List<Container> containers) {
    String wanted = argumentsFrom.orElse(SYNCER);
    Optional<Container> found =
        containers.stream().filter(container -> wanted.equals(container.getName())).findFirst();
    return argumentsFrom.isPresent() ? found : found.or(() -> containers.stream().findFirst());
  }

  private static List<String> words(Container container) {
    List<String> words = new ArrayList<>(container.getCommand());
    words.addAll(container.getArgs());
    return words;
  }
}
