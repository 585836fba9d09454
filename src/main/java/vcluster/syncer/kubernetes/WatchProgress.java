package vcluster.syncer.kubernetes;

import static java.net.HttpURLConnection.HTTP_FORBIDDEN;
import static java.net.HttpURLConnection.HTTP_GONE;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;

/** How often in a row a watch has got nowhere, and what follows from that. */
final class WatchProgress {
  /** The longest pause is 32 times the first. */
  private static final int MAX_DOUBLINGS = 5;

  /** These take about five minutes. */
  private static final int FAILING = 12;

  /** A server that starts refuses everything for a second or two, until it knows the rules. */
  private static final int REFUSALS_OF_A_START = 2;

  private final ConnectionLog log;
  private int failures;
  private boolean refused;

  WatchProgress(ConnectionLog log) {
    this.log = log;
  }

  void gotSomewhere() {
    failures = 0;
  }

  /** Counts a failure, and logs it if it is not logged yet. */
  void failed(ApiCall call, Throwable failure) {
    failures++;
    int status = failure instanceof KubernetesClientException e ? e.getCode() : 0;
    refused = status == HTTP_FORBIDDEN || status == HTTP_NOT_FOUND;
    if (status == HTTP_FORBIDDEN && failures > REFUSALS_OF_A_START) {
      log.failed(call, ApiFailure.FORBIDDEN);
    } else if (failures > 1 || !isOrdinary(status, failure)) {
      log.fruitless(call, failure);
    }
  }

  /** Servers forget what a request refers to, and end connections, now and then. */
  private static boolean isOrdinary(int status, Throwable failure) {
    boolean ended = failure instanceof WatcherException end && ApiFailure.isPlainEnd(end);
    return status == HTTP_GONE || ended;
  }

  Duration pause(Duration first) {
    return first.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), MAX_DOUBLINGS));
  }

  /** Whether nothing has worked for about five minutes, although nothing is refused. */
  boolean isFailing() {
    return failures >= FAILING && !refused;
  }
}
