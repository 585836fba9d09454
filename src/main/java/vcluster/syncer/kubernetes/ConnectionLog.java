package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.slf4j.event.Level;

/**
 * Sees how every request to a cluster ends, and logs a line when that changes.
 *
 * <p>A failure is logged once, however many requests it affects, and its end once the last of them
 * succeeds. Only missing permissions are logged one by one, since each has its own remedy. Of what
 * a server sends, only the status is read.
 */
final class ConnectionLog implements Interceptor {
  /** How a request can fail; the texts take the cluster's name and the call. */
  enum ApiFailure {
    UNREACHABLE(
        "Can't reach the %s (%s); retrying. Changes are recorded once it answers.",
        "The %s answers again (%s)."),
    FAILING(
        "The %s answers with errors (%s); retrying. Changes are recorded once it works.",
        "The %s works again (%s)."),
    UNAUTHORIZED(
        "The %s rejects the credentials (%s); retrying. Renew the token or the kubeconfig.",
        "The %s accepts the credentials again (%s)."),
    FORBIDDEN(
        "The %s does not allow '%s' (retrying). Grant it in the Role, or do without that data.",
        "The %s allows '%s' again.");

    private final String begin;
    private final String end;

    ApiFailure(String begin, String end) {
      this.begin = begin;
      this.end = end;
    }
  }

  private final String cluster;
  private final BiConsumer<Level, String> log;
  private final Map<ApiFailure, TreeSet<String>> failing = new EnumMap<>(ApiFailure.class);

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
    ended(ApiCall.of(request.uri()), failure(response.code()));
  }

  @Override
  public void afterConnectionFailure(HttpRequest request, Throwable failure) {
    ended(ApiCall.of(request.uri()), Optional.of(ApiFailure.UNREACHABLE));
  }

  synchronized void ended(ApiCall call, Optional<ApiFailure> now) {
    for (ApiFailure failure : ApiFailure.values()) {
      TreeSet<String> calls = failing.computeIfAbsent(failure, any -> new TreeSet<>());
      boolean each = failure == ApiFailure.FORBIDDEN;
      if (now.equals(Optional.of(failure))) {
        if (calls.add(call.toString()) && (each || calls.size() == 1)) {
          log.accept(Level.WARN, failure.begin.formatted(cluster, call));
        }
      } else if (calls.remove(call.toString()) && (each || calls.isEmpty())) {
        log.accept(Level.INFO, failure.end.formatted(cluster, call));
      }
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
