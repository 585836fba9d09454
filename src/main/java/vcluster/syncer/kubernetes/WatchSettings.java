package vcluster.syncer.kubernetes;

import java.time.Duration;

/**
 * The timeouts and pauses of the watches.
 *
 * @param request how long a connection may take, and then an answer
 * @param ping how often a watch is pinged; without an answer until the next ping, it is over
 * @param retry the first pause after a failed watch; doubles up to 32 times as long
 * @param settled how long a watch must last to be taken as working
 * @param renewal how often the virtual cluster's kubeconfig is read
 */
record WatchSettings(
    Duration request, Duration ping, Duration retry, Duration settled, Duration renewal) {
  static final WatchSettings DEFAULT =
      new WatchSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(30));
}
