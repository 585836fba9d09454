package vcluster.syncer.kubernetes;

import com.fasterxml.jackson.core.JacksonException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
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
  /**
   * How a request can fail, in the order in which a server looks at it: each failure disproves
   * those before it. The texts take the cluster's name, the call and the reason.
   */
  enum ApiFailure {
    UNREACHABLE(
        "Can't reach the %s (%s). What happens there is recorded once it answers.",
        "The %s answers again (%s)."),
    FAILING(
        "The %s answers with errors (%s). What happens there is recorded once it works.",
        "The %s works again (%s)."),
    UNAUTHORIZED(
        "The %s rejects the credentials (%s). Renew the token or the kubeconfig.",
        "The %s accepts the credentials again (%s)."),
    FORBIDDEN(
        "The %s does not allow '%s'. Grant it in the Role, or do without that data.",
        "The %s allows '%s' again."),
    FRUITLESS(
        "'%2$s' fails at the %1$s: %3$s. It is tried less and less often; what happens may be"
            + " recorded late or not at all.",
        "'%2$s' works at the %1$s again.");

    private final String begin;
    private final String end;

    ApiFailure(String begin, String end) {
      this.begin = begin;
      this.end = end;
    }

    private boolean isLoggedForEachCall() {
      return this == FORBIDDEN;
    }
  }

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
    failure(response.code()).ifPresentOrElse(now -> refused(call, now), () -> answered(call));
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
    if (!isKnown(failure)) {
      begin(new Failing(ApiFailure.FRUITLESS, call), reason(failure));
    }
  }

  /** A thread of the HTTP client has failed. */
  synchronized void unexpected(Throwable failure) {
    log(
        Level.WARN,
        "A connection to the %s ended unexpectedly (%s)."
            .formatted(cluster, failure.getClass().getSimpleName()));
  }

  /** Whether this is logged where the request ended, or is a sign of the program's end. */
  static boolean isKnown(Throwable failure) {
    if (!(failure instanceof KubernetesClientException e)) {
      return false;
    }
    if (e.getCode() != 0) {
      return failure(e.getCode()).isPresent();
    }
    Throwable root = root(e);
    boolean connection = root instanceof IOException && !(root instanceof JacksonException);
    return connection || root instanceof InterruptedException;
  }

  /** Whether a watch has ended by the end of its connection, not by what it was sent. */
  static boolean isPlainEnd(WatcherException end) {
    return end.getCause() == null && end.getRawWatchMessage().isEmpty();
  }

  /** Only by its kind: a message could quote what the server sent. */
  private static String reason(Throwable failure) {
    if (failure instanceof KubernetesClientException e && e.getCode() != 0) {
      return "status " + e.getCode();
    }
    if (failure instanceof WatcherException end && isPlainEnd(end)) {
      return "it ends as soon as it has begun, so everything is listed again";
    }
    Throwable root = root(failure);
    return root instanceof ResponseLimits.TooLongException
        ? String.valueOf(root.getMessage())
        : "the answer can't be read (" + root.getClass().getSimpleName() + ")";
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** Logs nothing more: at the end requests are cut short. */
  @Override
  public synchronized void close() {
    closed = true;
  }

  private void begin(Failing now, String reason) {
    boolean first = failing.stream().noneMatch(past -> past.failure == now.failure);
    if (failing.add(now) && (first || now.failure.isLoggedForEachCall())) {
      log(Level.WARN, now.failure.begin.formatted(cluster, now.call, reason));
    }
  }

  private void end(Predicate<Failing> disproved) {
    for (Failing past : List.copyOf(failing)) {
      if (disproved.test(past)) {
        failing.remove(past);
        boolean last = failing.stream().noneMatch(other -> other.failure == past.failure);
        if (last || past.failure.isLoggedForEachCall()) {
          log(Level.INFO, past.failure.end.formatted(cluster, past.call));
        }
      }
    }
  }

  private void log(Level level, String line) {
    if (!closed) {
      log.accept(level, line);
    }
  }

  private static Optional<ApiFailure> failure(int status) {
    return switch (status) {
      case 401 -> Optional.of(ApiFailure.UNAUTHORIZED);
      case 403 -> Optional.of(ApiFailure.FORBIDDEN);
      case 429 -> Optional.of(ApiFailure.FAILING);
      default -> fails(status) ? Optional.of(ApiFailure.FAILING) : Optional.empty();
    };
  }

  /** Redirects count as failures, since they are not followed. */
  private static boolean fails(int status) {
    return status >= 500 || (status >= 300 && status < 400);
  }
}
