package vcluster.syncer;

import java.time.Clock;

/** Watches a vCluster: what the program's other half is plugged in by. */
@FunctionalInterface
public interface Observer {
  /**
   * Begins to watch, and returns at once: an API server that can't be reached is tried again in the
   * background.
   *
   * @param clock gives the events their time
   * @param recorder takes what happens, from any thread, until the observation is closed
   * @throws IllegalArgumentException if an option names what isn't there or can't be used; the
   *     message says what to do
   */
  Observation start(ObserverOptions options, Clock clock, EventSink recorder);
}
