package vcluster.syncer.kubernetes;

import com.fasterxml.jackson.core.JacksonException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.util.Optional;

/**
 * How a request to an API server can fail, in the order in which a server looks at it: each failure
 * disproves those before it.
 */
enum ApiFailure {
  UNREACHABLE(
      "Can't reach the %s (%s). Its data is missing until it answers.",
      "The %s answers again (%s)."),
  FAILING(
      "The %s answers with errors (%s). Its data is missing until it works.",
      "The %s works again (%s)."),
  UNAUTHORIZED(
      "The %s rejects the credentials (%s). Renew the token or the kubeconfig.",
      "The %s accepts the credentials again (%s)."),
  FORBIDDEN(
      "The %s does not allow '%s'. Grant it in the Role, or do without that data.",
      "The %s allows '%s' again."),
  FRUITLESS(
      "'%2$s' fails at the %1$s: %3$s. That data may be late or missing until it works.",
      "'%2$s' works at the %1$s again.");

  private final String begin;
  private final String end;

  ApiFailure(String begin, String end) {
    this.begin = begin;
    this.end = end;
  }

  String begin(String cluster, ApiCall call, String reason) {
    return begin.formatted(cluster, call, reason);
  }

  String end(String cluster, ApiCall call) {
    return end.formatted(cluster, call);
  }

  /** Missing rights have a remedy each; other failures are logged once for all calls. */
  boolean isLoggedForEachCall() {
    return this == FORBIDDEN;
  }

  /** The failure that a status stands for; empty if it is an answer. */
  static Optional<ApiFailure> of(int status) {
    return switch (status) {
      case 401 -> Optional.of(UNAUTHORIZED);
      case 403 -> Optional.of(FORBIDDEN);
      case 429 -> Optional.of(FAILING);
      default -> fails(status) ? Optional.of(FAILING) : Optional.empty();
    };
  }

  /** Redirects count as failures, since they are not followed. */
  private static boolean fails(int status) {
    return status >= 500 || (status >= 300 && status < 400);
  }

  /**
   * Whether this is logged where the request ended, or is a sign of the program's end. Without a
   * status, the code of an exception is 0 or -1.
   */
  static boolean isKnown(Throwable failure) {
    if (!(failure instanceof KubernetesClientException e)) {
      return false;
    }
    if (e.getCode() > 0) {
      return of(e.getCode()).isPresent();
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
  static String reason(Throwable failure) {
    if (failure instanceof KubernetesClientException e && e.getCode() > 0) {
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
}
