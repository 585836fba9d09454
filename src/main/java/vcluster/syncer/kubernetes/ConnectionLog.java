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
 * Sees how every request to a cluster ends, and says in one line when that changes.
 *
 * <p>Trouble of one sort is one line however many requests it meets, and one when the last of them
 * is over it; what is forbidden is a line each, for each has its own remedy. Nothing that a server
 * sends but its status is read.
 */
final class ConnectionLog implements Interceptor {
  private final String cluster;
  private final BiConsumer<Level, String> log;
  private final Map<ApiFailure, TreeSet<String>> met = new EnumMap<>(ApiFailure.class);

  /**
   * Reports on one cluster.
   *
   * @param cluster what it is called in the lines, such as {@code host cluster}
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
    ended(ApiCall.of(request.uri()), trouble(response.code()));
  }

  @Override
  public void afterConnectionFailure(HttpRequest request, Throwable failure) {
    ended(ApiCall.of(request.uri()), Optional.of(ApiFailure.UNREACHABLE));
  }

  synchronized void ended(ApiCall call, Optional<ApiFailure> now) {
    for (ApiFailure trouble : ApiFailure.values()) {
      TreeSet<String> calls = met.computeIfAbsent(trouble, any -> new TreeSet<>());
      boolean each = trouble == ApiFailure.FORBIDDEN;
      if (now.equals(Optional.of(trouble))) {
        if (calls.add(call.toString()) && (each || calls.size() == 1)) {
          begins(trouble, call);
        }
      } else if (calls.remove(call.toString()) && (each || calls.isEmpty())) {
        ends(trouble, call);
      }
    }
  }

  private void begins(ApiFailure trouble, ApiCall call) {
    String line = "The %s %s %s; it is tried again; %s.";
    log.accept(
        Level.WARN,
        line.formatted(cluster, trouble.beginning(), inWords(trouble, call), trouble.remedy()));
  }

  private void ends(ApiFailure trouble, ApiCall call) {
    String line = "The %s %s %s.";
    log.accept(Level.INFO, line.formatted(cluster, trouble.end(), inWords(trouble, call)));
  }

  private static String inWords(ApiFailure trouble, ApiCall call) {
    return trouble == ApiFailure.FORBIDDEN ? call.toString() : "(" + call + ")";
  }

  private static Optional<ApiFailure> trouble(int status) {
    return switch (status) {
      case 401 -> Optional.of(ApiFailure.UNAUTHORIZED);
      case 403 -> Optional.of(ApiFailure.FORBIDDEN);
      case 429 -> Optional.of(ApiFailure.FAILING);
      default -> fails(status) ? Optional.of(ApiFailure.FAILING) : Optional.empty();
    };
  }

  /** Redirects are not followed, and no answer. */
  private static boolean fails(int status) {
    return status >= 500 || (status >= 300 && status < 400);
  }
}
