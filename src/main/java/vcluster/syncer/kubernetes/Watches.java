package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.fabric8.kubernetes.client.informers.cache.ReducedStateItemStore;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import vcluster.syncer.Gvk;

/** Starts informers that keep little and never give up. */
final class Watches {
  /** So few objects that an answer is short even if they have many annotations. */
  private static final long PAGE = 100;

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

  private Watches() {}

  /**
   * Watches the objects of one kind that the vCluster syncs; keeps their resource versions only.
   */
  static SharedIndexInformer<GenericKubernetesResource> syncs(
      KubernetesClient client,
      InstanceNames names,
      Class<? extends HasMetadata> kind,
      WatchRecorder recorder) {
    var context = ResourceDefinitionContext.fromResourceType(kind);
    Gvk gvk = new Gvk(context.getGroup(), context.getVersion(), context.getKind());
    return start(
        client
            .genericKubernetesResources(context)
            .inNamespace(names.namespace())
            .withLabel(InstanceNames.MANAGED_BY, names.name())
            .withLimit(PAGE)
            .runnableInformer(0),
        keeping(GenericKubernetesResource.class),
        new SyncFeed(gvk, recorder));
  }

  /** Watches the Lease of the leader election. */
  static SharedIndexInformer<Lease> leader(
      KubernetesClient client, InstanceNames names, LeaderFeed feed) {
    return start(
        client.leases().inNamespace(names.namespace()).withName(names.lease()).runnableInformer(0),
        keeping(Lease.class),
        feed);
  }

  /** Watches the failed syncs in a virtual cluster. */
  static SharedIndexInformer<Event> syncErrors(KubernetesClient client, SyncErrorFeed feed) {
    return start(
        client
            .v1()
            .events()
            .inAnyNamespace()
            .withField("reason", SyncErrorFeed.REASON)
            .withLimit(PAGE)
            .runnableInformer(0),
        keeping(Event.class),
        feed);
  }

  /** Keeps an object's name and resource version. */
  private static <T extends HasMetadata> ItemStore<T> keeping(Class<T> type) {
    return new ReducedStateItemStore<>(
        ReducedStateItemStore.NAME_KEY_STATE, type, new KubernetesSerialization());
  }

  private static <T extends HasMetadata> SharedIndexInformer<T> start(
      SharedIndexInformer<T> informer, ItemStore<T> store, ResourceEventHandler<T> feed) {
    informer.itemStore(store);
    informer.exceptionHandler((started, failure) -> true);
    informer.addEventHandler(feed);
    informer.start();
    return informer;
  }
}
