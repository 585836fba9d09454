package vcluster.syncer;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the facts of a cluster within a time limit; when they do not come in time, those that were
 * known before stand. For one thread.
 */
final class Facts {
  private static final Logger LOG = LoggerFactory.getLogger(Facts.class);

  private final ClusterFacts.Source source;
  private ClusterFacts known = ClusterFacts.NONE;

  Facts(ClusterFacts.Source source) {
    this.source = source;
  }

  ClusterFacts read(Duration limit) {
    CompletableFuture<ClusterFacts> reading =
        CompletableFuture.supplyAsync(source::read, Facts::start);
    try {
      known = reading.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.debug("the API servers do not answer within {}", limit);
    } catch (ExecutionException e) {
      LOG.warn("the facts of the vCluster can't be read: {}", String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return known;
  }

  /** Not in the pool that all share: the answer that is waited for here may be worked on there. */
  private static void start(Runnable reading) {
    Thread thread = new Thread(reading, "facts");
    thread.setDaemon(true);
    thread.start();
  }
}
