package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.event.Level;
import vcluster.syncer.ClusterFacts;
import vcluster.syncer.Observation;
import vcluster.syncer.ObserverOptions;

/** One vCluster being watched: its clients, its informers, its facts. */
final class KubernetesObservation implements Observation {
  /** One for each question of the facts, and one that looks after the virtual cluster. */
  private static final int THREADS = 6;

  private final KubernetesClient host;
  private final KubernetesClient metadata;
  private final SyncErrors syncErrors;
  private final VirtualCluster virtual;
  private final ClusterFacts.Source facts;
  private final ScheduledExecutorService threads = daemons();
  private final List<SharedIndexInformer<?>> informers = new ArrayList<>();

  /**
   * An observation that has not begun.
   *
   * @param config for the host
   * @throws RuntimeException if the host's certificates or keys can't be used
   */
  KubernetesObservation(
      ObserverOptions options,
      InstanceNames names,
      Config config,
      WatchSettings settings,
      WatchRecorder journal,
      BiConsumer<Level, String> log) {
    KubernetesClients clients =
        new KubernetesClients(settings, new ConnectionLog("host cluster", log));
    host = clients.open(config);
    metadata = clients.openForMetadata(config);
    syncErrors = new SyncErrors(new SyncErrorFeed(journal));
    virtual =
        new VirtualCluster(
            options
                .virtualKubeconfig()
                .<VirtualAccess>map(KubeconfigFile::new)
                .orElseGet(() -> new KubeconfigSecret(host, names)),
            new KubernetesClients(settings, new ConnectionLog("virtual cluster", log)),
            syncErrors,
            log);
    facts =
        new KubernetesFacts(
            new HostFacts(host, names, options.argumentsFrom()),
            virtual,
            threads,
            settings.facts());
  }

  void begin(InstanceNames names, WatchSettings settings, WatchRecorder journal) {
    for (ResourceKind kind : settings.kinds()) {
      SyncFeed feed = new SyncFeed(kind.gvk(), journal);
      informers.add(Watches.syncs(metadata, names, kind, feed));
    }
    String lease = settings.lease().orElseGet(names::lease);
    informers.add(Watches.leader(host, names, lease, new LeaderFeed(journal)));
    long pause = settings.renewal().toMillis();
    ScheduledFuture<?> unused =
        threads.scheduleWithFixedDelay(virtual::renew, 0, pause, TimeUnit.MILLISECONDS);
  }

  @Override
  public ClusterFacts read() {
    return facts.read();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    informers.forEach(SharedIndexInformer::stop);
    syncErrors.close();
    virtual.close();
    metadata.close();
    host.close();
  }

  private static ScheduledExecutorService daemons() {
    return new ScheduledThreadPoolExecutor(
        THREADS,
        task -> {
          Thread thread = new Thread(task, "kubernetes");
          thread.setDaemon(true);
          return thread;
        });
  }
}
