package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.event.Level;

/**
 * Sees how every request to a cluster ends, is told what its answer was good for, and logs a line
 * when that changes.
 *
 * <p>A failure is logged once, however many requests it affects, and its end once the last of them
 * has got an answer that disproves it: a server that can't be reached says nothing about rights.
 * Only missing permissions are logged one by one, since each has its own remedy. Of what a server
 * sends, only the status is read.
 */
final class ConnectionLog implements Interceptor, AutoCloseable {
  private record Failing(ApiFailure failure, ApiCall call) {}

  private final String cluster;
  private final BiConsumer<Level, String> log;
  private final Set<Failing> failing = new LinkedHashSet<>();
  private boolean closed;

  /**
   * Logs the failures of one cluster.
   *
   * @param cluster its name in the log, such as {@code host cluster}
   */
  ConnectionLog(String cluster, BiConsumer<Level, String> log) {
    this.cluster = cluster;
    this.log = log;
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    ApiCall call = ApiCall.of(request.uri());
    ApiFailure.of(response.code()).ifPresentOrElse(now -> refused(call, now), () -> answered(call));
  }

  @Override
  public void afterConnectionFailure(HttpRequest request, Throwable failure) {
    failed(ApiCall.of(request.uri()), ApiFailure.UNREACHABLE);
  }

  /** Asks a server something; logs whatever that throws, and throws it on. */
  <T> T attempt(ApiCall call, Supplier<T> question) {
    try {
      T answer = question.get();
      worked(call);
      return answer;
    } catch (RuntimeException e) {
      fruitless(call, e);
      throw e;
    }
  }

  /** Leaves it to a watch to tell whether it is forbidden: a server that starts forbids all. */
  private void refused(ApiCall call, ApiFailure now) {
    if (now != ApiFailure.FORBIDDEN || call.isGet()) {
      failed(call, now);
    } else {
      disproved(call, now);
    }
  }

  synchronized void failed(ApiCall call, ApiFailure now) {
    disproved(call, now);
    begin(new Failing(now, call), "");
  }

  private synchronized void disproved(ApiCall call, ApiFailure now) {
    end(past -> past.call.resource().equals(call.resource()) && past.failure.compareTo(now) < 0);
  }

  /** An answer came; whether it was good for anything is told by {@link #worked}. */
  synchronized void answered(ApiCall call) {
    disproved(call, ApiFailure.FORBIDDEN);
    end(past -> past.equals(new Failing(ApiFailure.FORBIDDEN, call)));
  }

  synchronized void worked(ApiCall call) {
    end(past -> past.equals(new Failing(ApiFailure.FRUITLESS, call)));
  }

  /** An answer was good for nothing, or a watch told nothing, unless it is logged already. */
  synchronized void fruitless(ApiCall call, Throwable failure) {
    if (!ApiFailure.isKnown(failure)) {
      begin(new Failing(ApiFailure.FRUITLESS, call), ApiFailure.reason(failure));
    }
  }

  /** A thread of the HTTP client has failed. */
  synchronized void unexpected(Throwable failure) {
    log(
        Level.WARN,
        "A connection to the %s ended unexpectedly (%s)."
            .formatted(cluster, failure.getClass().getSimpleName()));
  }

  /** Logs nothing more: at the end requests are cut short. */
  @Override
  public synchronized void close() {
    closed = true;
  }

  private void begin(Failing now, String reason) {
    boolean first = failing.stream().noneMatch(past -> past.failure == now.failure);
    if (failing.add(now) && (first || now.failure.isLoggedForEachCall())) {
      log(Level.WARN, now.failure.begin(cluster, now.call, reason));
    }
  }

  private void end(Predicate<Failing> disproved) {
    for (Failing past : List.copyOf(failing)) {
      if (disproved.test(past)) {
        failing.remove(past);
        boolean last = failing.stream().noneMatch(other -> other.failure == past.failure);
        if (last || past.failure.isLoggedForEachCall()) {
          log(Level.INFO, past.failure.end(cluster, past.call));
        }
      }
    }
  }

  private void log(Level level, String line) {
    if (!closed) {
      log.accept(level, line);
    }
  }
}
