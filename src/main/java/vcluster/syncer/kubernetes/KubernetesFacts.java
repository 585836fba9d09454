package vcluster.syncer.kubernetes;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import vcluster.syncer.ClusterFacts;
import vcluster.syncer.KubernetesVersion;

/** Asks everything at once, and takes what is known when the time is up. */
final class KubernetesFacts implements ClusterFacts.Source {
  private final HostFacts host;
  private final VirtualCluster virtual;
  private final ExecutorService threads;
  private final Duration timeout;

  KubernetesFacts(
      HostFacts host, VirtualCluster virtual, ExecutorService threads, Duration timeout) {
    this.host = host;
    this.virtual = virtual;
    this.threads = threads;
    this.timeout = timeout;
  }

  @Override
  public ClusterFacts read() {
    Optional<KubernetesVersion> virtualVersion = ask();
    return new ClusterFacts(
        host.uid(), host.flags(), host.serviceType(), virtualVersion, host.version());
  }

  /** The version of the virtual cluster, which alone is not kept. */
  private Optional<KubernetesVersion> ask() {
    List<Callable<Optional<KubernetesVersion>>> questions =
        List.of(
            virtual::version,
            question(host::askUid),
            question(host::askServiceType),
            question(host::askFlags),
            question(host::askVersion));
    try {
      return answer(threads.invokeAll(questions, timeout.toMillis(), TimeUnit.MILLISECONDS).get(0));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RejectedExecutionException e) {
      // Closed meanwhile: what is known stays known.
    }
    return Optional.empty();
  }

  private static Callable<Optional<KubernetesVersion>> question(Runnable question) {
    return () -> {
      question.run();
      return Optional.empty();
    };
  }

  private static Optional<KubernetesVersion> answer(Future<Optional<KubernetesVersion>> answer)
      throws InterruptedException {
    if (answer.isCancelled()) {
      return Optional.empty();
    }
    try {
      return answer.get();
    } catch (ExecutionException e) {
      // Reported where the request ended.
      return Optional.empty();
    }
  }
}
