package vcluster.syncer;

import java.time.Clock;
import java.util.function.Consumer;

/** Starts to watch a vCluster. */
@FunctionalInterface
public interface Observer {
  /**
   * Begins to watch and returns at once; an API server that can't be reached is retried in the
   * background.
   *
   * @param clock gives the events their time
   * @param events receives what happens, from any thread, until the observation is closed
   * @throws IllegalArgumentException if an option names something that doesn't exist or can't be
   *     used; the message says what to do
   */
  Observation start(ObserverOptions options, Clock clock, Consumer<SyncerEvent> events);

  /** A vCluster that is being watched. */
  interface Observation extends ClusterFacts.Source, AutoCloseable {
    /** Stops watching within a second, whatever the API servers do; never throws. */
    @Override
    void close();
  }
}
