package vcluster.syncer.kubernetes;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How patient the watching is, and what it looks at.
 *
 * @param request how long a connection may take, and then an answer
 * @param pulse how often a watch is asked for a sign of life; without one until the next time, it
 *     is over
 * @param facts how long all facts together may take
 * @param retry the first pause after a failed watch; doubles up to 32 times as long
 * @param renewal how often the virtual cluster's credentials are looked at
 * @param kinds whose objects in the host's namespace are syncs
 * @param lease that the leader holds; empty: the one that the syncer takes by default
 */
record WatchSettings(
    Duration request,
    Duration pulse,
    Duration facts,
    Duration retry,
    Duration renewal,
    List<ResourceKind> kinds,
    Optional<String> lease) {
  static final WatchSettings DEFAULT =
      new WatchSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          ResourceKind.SYNCED,
          Optional.empty());
}
