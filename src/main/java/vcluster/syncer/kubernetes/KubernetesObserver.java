package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.client.Config;
import java.time.Clock;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import vcluster.syncer.EventSink;
import vcluster.syncer.Observation;
import vcluster.syncer.Observer;
import vcluster.syncer.ObserverOptions;

/** Watches vClusters through the API servers of their host and of themselves. */
public final class KubernetesObserver implements Observer {
  private final WatchSettings settings;
  private final BiConsumer<Level, String> log;

  /** An observer that logs what changes about its reach. */
  public KubernetesObserver() {
    this(WatchSettings.DEFAULT, lines(LoggerFactory.getLogger(KubernetesObserver.class)));
  }

  KubernetesObserver(WatchSettings settings, BiConsumer<Level, String> log) {
    this.settings = settings;
    this.log = log;
  }

  /**
   * Begins to watch.
   *
   * @throws IllegalArgumentException if the kubeconfig or the context that was named isn't there,
   *     or can't be used; says what to do
   */
  @Override
  public Observation start(ObserverOptions options, Clock clock, EventSink recorder) {
    Config config = HostAccess.config(options);
    InstanceNames names = new InstanceNames(options.name(), HostAccess.namespace(options, config));
    WatchRecorder journal = new WatchRecorder(clock, recorder);
    KubernetesObservation observation = observation(options, names, config, journal);
    observation.begin(names, settings, journal);
    return observation;
  }

  private KubernetesObservation observation(
      ObserverOptions options, InstanceNames names, Config config, WatchRecorder journal) {
    try {
      return new KubernetesObservation(options, names, config, settings, journal, log);
    } catch (RuntimeException e) {
      // Its message may quote what could not be read.
      throw new IllegalArgumentException(
          "The certificates or keys for the host cluster can't be used: check its kubeconfig.");
    }
  }

  private static BiConsumer<Level, String> lines(Logger logger) {
    return (level, line) -> logger.atLevel(level).log(line);
  }
}
