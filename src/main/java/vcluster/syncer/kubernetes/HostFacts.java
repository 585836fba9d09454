package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final ConnectionLog log;
  private volatile String uid = "";
  private volatile String serviceType = "";
  private volatile String flags = "";
  private volatile Optional<ClusterFacts.Version> version = Optional.empty();

  HostFacts(
      KubernetesClient client,
      InstanceNames names,
      Optional<String> argumentsFrom,
      ConnectionLog log) {
    this.client = client;
    this.names = names;
    this.argumentsFrom = argumentsFrom;
    this.log = log;
  }

  /**
   * The questions, each of which updates one fact. Any answer but found and not found throws one of
   * fabric8's exceptions and leaves the fact as it was.
   */
  List<Runnable> questions() {
    return List.of(
        question("persistentvolumeclaims", this::askUid),
        question("services", this::askServiceType),
        question("statefulsets", this::askFlags),
        question("version", this::askVersion));
  }

  private Runnable question(String resource, Runnable ask) {
    return () ->
        log.attempt(
            ApiCall.get(resource),
            () -> {
              ask.run();
              return true;
            });
  }

  /** The facts known so far, with the version of the virtual cluster. */
  ClusterFacts with(Optional<ClusterFacts.Version> virtualVersion) {
    return new ClusterFacts(uid, flags, serviceType, virtualVersion, version);
  }

  /** Asks until the UID is known: an instance's identity doesn't change. */
  private void askUid() {
    if (uid.isEmpty()) {
      uid =
          find(PersistentVolumeClaim.class, names.volumeClaim())
              .<HasMetadata>map(claim -> claim)
              .or(() -> find(Service.class, names.name()))
              .map(found -> found.getMetadata().getUid())
              .orElse("");
    }
  }

  private void askServiceType() {
    serviceType =
        find(Service.class, names.loadBalancer())
            .or(() -> find(Service.class, names.name()))
            .map(Service::getSpec)
            .map(ServiceSpec::getType)
            .orElse("");
  }

  private void askFlags() {
    flags =
        find(StatefulSet.class, names.name())
            .map(set -> set.getSpec().getTemplate())
            .or(() -> find(Deployment.class, names.name()).map(it -> it.getSpec().getTemplate()))
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

  private <T extends HasMetadata> Optional<T> find(Class<T> kind, String name) {
    return Optional.ofNullable(
        client.resources(kind).inNamespace(names.namespace()).withName(name).get());
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
