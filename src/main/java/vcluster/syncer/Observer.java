package vcluster.syncer;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Finds the API servers of a vCluster. */
@FunctionalInterface
public interface Observer {
  /**
   * Returns at once, without a word to an API server.
   *
   * @param clock gives the events their time
   * @param events receives what happens, from any thread, until the observation is closed
   * @throws IllegalArgumentException if an option names something that doesn't exist or can't be
   *     used; the message says what to do
   */
  Observation start(ObserverOptions options, Clock clock, Consumer<SyncerEvent> events);

  /** A vCluster that can be asked for its facts, and be watched. */
  interface Observation extends ClusterFacts.Source, AutoCloseable {
    /** Begins to watch and returns at once; whatever fails is tried again in the background. */
    void watch();

    /** How each of its watches is doing. */
    List<WatchStatus> watches();

    /** Stops watching within a second, whatever the API servers do; never throws. */
    @Override
    void close();
  }
}
