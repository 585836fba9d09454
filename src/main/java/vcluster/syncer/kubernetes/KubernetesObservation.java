package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import vcluster.syncer.ClusterFacts;
import vcluster.syncer.Observer.Observation;
import vcluster.syncer.ObserverOptions;
import vcluster.syncer.SyncerEvent;
import vcluster.syncer.WatchStatus;
import vcluster.syncer.kubernetes.VirtualAccess.KubeconfigFile;
import vcluster.syncer.kubernetes.VirtualAccess.KubeconfigSecret;

/** Watches one vCluster through the API servers of its host and of itself. */
public final class KubernetesObservation implements Observation {
  /** One for each question in {@link #read}, for each watch, and for the kubeconfig's renewal. */
  private static final int THREADS = 18;

  private final KubernetesClient host;
  private final KubernetesClient metadata;
  private final HostFacts hostFacts;
  private final Watches watches;
  private final VirtualCluster virtual;
  private final ConnectionLog hostLog;
  private final ConnectionLog virtualLog;
  private final WatchSettings settings;
  private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(THREADS);
  private volatile boolean watching;

  /**
   * Prepares to watch; implements {@link vcluster.syncer.Observer}.
   *
   * @throws IllegalArgumentException if the kubeconfig or the context doesn't exist or can't be
   *     used; the message says what to do
   */
  public static Observation start(
      ObserverOptions options, Clock clock, Consumer<SyncerEvent> events) {
    Logger logger = LoggerFactory.getLogger(KubernetesObservation.class);
    return start(
        options,
        WatchSettings.DEFAULT,
        new WatchRecorder(clock, events),
        (level, line) -> logger.atLevel(level).log(line));
  }

  static Observation start(
      ObserverOptions options,
      WatchSettings settings,
      WatchRecorder recorder,
      BiConsumer<Level, String> log) {
    Config config = HostAccess.config(options);
    HostAccess.warning(config).ifPresent(line -> log.accept(Level.WARN, line));
    InstanceNames names = new InstanceNames(options.name(), HostAccess.namespace(options, config));
    try {
      return new KubernetesObservation(options, names, config, settings, recorder, log);
    } catch (RuntimeException e) {
      // Its message may quote what could not be read.
      throw new IllegalArgumentException(
          "The host cluster's certificates or keys can't be used; check the kubeconfig.");
    }
  }

  private KubernetesObservation(
      ObserverOptions options,
      InstanceNames names,
      Config config,
      WatchSettings settings,
      WatchRecorder recorder,
      BiConsumer<Level, String> log) {
    this.settings = settings;
    // Timers of watches that have ended would keep them for minutes.
    threads.setRemoveOnCancelPolicy(true);
    hostLog = new ConnectionLog("host cluster", log);
    virtualLog = new ConnectionLog("virtual cluster", log);
    KubernetesClients clients = new KubernetesClients(settings, hostLog);
    host = clients.open(config, false);
    metadata = clients.open(config, true);
    hostFacts = new HostFacts(host, names, options.argumentsFrom(), hostLog);
    watches = new Watches(names, recorder, settings, hostLog, virtualLog, threads);
    virtual =
        new VirtualCluster(
            options
                .virtualKubeconfig()
                .<VirtualAccess>map(KubeconfigFile::new)
                .orElseGet(() -> new KubeconfigSecret(host, names)),
            new KubernetesClients(settings, virtualLog),
            this::connected,
            log);
  }

  @Override
  public void watch() {
    watching = true;
    watches.watchHost(host, metadata);
    long pause = settings.renewal().toMillis();
    ScheduledFuture<?> unused =
        threads.scheduleWithFixedDelay(virtual::renew, 0, pause, TimeUnit.MILLISECONDS);
  }

  private void connected(KubernetesClient client) {
    if (watching) {
      watches.watchVirtual(client);
    }
  }

  @Override
  public List<WatchStatus> watches() {
    return watches.status();
  }

  /** Asks everything at once; what the host does not answer in time stays as it was. */
  @Override
  public ClusterFacts read(Duration limit) {
    List<Callable<Optional<ClusterFacts.Version>>> questions = new ArrayList<>();
    questions.add(virtual::version);
    for (Runnable question : hostFacts.questions()) {
      questions.add(Executors.callable(question, Optional.empty()));
    }
    return hostFacts.with(firstAnswer(questions, limit));
  }

  private <T> Optional<T> firstAnswer(List<Callable<Optional<T>>> questions, Duration limit) {
    try {
      return threads.invokeAll(questions, limit.toMillis(), TimeUnit.MILLISECONDS).get(0).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | CancellationException | RejectedExecutionException e) {
      // Failed, which is logged already; too late; or already closed.
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    hostLog.close();
    virtualLog.close();
    watches.close();
    threads.shutdownNow();
    virtual.close();
    metadata.close();
    host.close();
  }
}
