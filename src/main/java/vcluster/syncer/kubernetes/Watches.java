package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import vcluster.syncer.Gvk;
import vcluster.syncer.WatchStatus;

/** All that is watched of a vCluster, in its host and in itself. */
final class Watches implements AutoCloseable {
  /** The kinds that vClusters sync to their hosts, including those that are off by default. */
  static final List<Class<? extends HasMetadata>> SYNCED =
      List.of(
          Pod.class,
          Service.class,
          Endpoints.class,
          ConfigMap.class,
          Secret.class,
          PersistentVolumeClaim.class,
          ServiceAccount.class,
          Ingress.class,
          NetworkPolicy.class,
          PodDisruptionBudget.class);

  private final InstanceNames names;
  private final WatchRecorder recorder;
  private final WatchSettings settings;
  private final ConnectionLog hostLog;
  private final ScheduledExecutorService threads;
  private final List<WatchLoop<?>> host = new ArrayList<>();
  private final WatchLoop<Event> syncErrors;

  Watches(
      InstanceNames names,
      WatchRecorder recorder,
      WatchSettings settings,
      ConnectionLog hostLog,
      ConnectionLog virtualLog,
      ScheduledExecutorService threads) {
    this.names = names;
    this.recorder = recorder;
    this.settings = settings;
    this.hostLog = hostLog;
    this.threads = threads;
    syncErrors =
        new WatchLoop<>("events", new SyncErrorFeed(recorder), virtualLog, settings, threads);
  }

  /**
   * Begins to watch the host.
   *
   * @param metadata reads metadata only, as that is all that syncs need
   */
  void watchHost(KubernetesClient client, KubernetesClient metadata) {
    SYNCED.forEach(kind -> watchSyncs(metadata, kind));
    begin("leases", new LeaderFeed(recorder))
        .watch(
            new WatchTarget<>(
                client
                    .leases()
                    .inNamespace(names.namespace())
                    .withField("metadata.name", names.lease())));
  }

  /** Watches the failed syncs in the virtual cluster, from now on with this client. */
  void watchVirtual(KubernetesClient client) {
    syncErrors.watch(
        new WatchTarget<>(
            client.v1().events().inAnyNamespace().withField("reason", SyncErrorFeed.REASON)));
  }

  /** Watches the objects of one kind that the vCluster syncs. */
  private void watchSyncs(KubernetesClient client, Class<? extends HasMetadata> kind) {
    var context = ResourceDefinitionContext.fromResourceType(kind);
    Gvk gvk = new Gvk(context.getGroup(), context.getVersion(), context.getKind());
    begin(context.getPlural(), new SyncFeed(gvk, recorder))
        .watch(
            new WatchTarget<>(
                client
                    .genericKubernetesResources(context)
                    .inNamespace(names.namespace())
                    .withLabel(InstanceNames.MANAGED_BY, names.name())));
  }

  private <T extends HasMetadata> WatchLoop<T> begin(String resource, Feed<T> feed) {
    WatchLoop<T> loop = new WatchLoop<>(resource, feed, hostLog, settings, threads);
    host.add(loop);
    return loop;
  }

  /** How each watch is doing. */
  List<WatchStatus> status() {
    List<WatchStatus> status = new ArrayList<>();
    host.forEach(loop -> status.add(loop.status(WatchStatus.HOST)));
    status.add(syncErrors.status(WatchStatus.VIRTUAL));
    return status;
  }

  @Override
  public void close() {
    host.forEach(WatchLoop::close);
    syncErrors.close();
  }
}
