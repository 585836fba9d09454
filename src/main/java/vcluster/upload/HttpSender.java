package vcluster.upload;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import vcluster.outbox.Batch;
import vcluster.wire.Protocol;

/** Sends by HTTP; nothing that the server sends but its status and one header is read. */
public final class HttpSender implements Sender {
  /** For a request, and for the connection by itself. */
  static final Duration TIMEOUT = Duration.ofSeconds(3);

  /** For all but a name server to meet the client's own limit. */
  private static final Duration LOOKUP = Duration.ofMillis(500);

  private final Route.Open route;
  private final Http http;
  private final String version;
  private final Clock clock;
  private final Duration limit;

  /** A thread of the client's is still at it; closing the client would wait for that. */
  private boolean lookingUp;

  /**
   * A sender on this route, whose requests take 3 seconds at most.
   *
   * @param version the program's version, for {@code User-Agent}
   */
  public HttpSender(Route.Open route, SSLContext trust, String version, Clock clock) {
    this(route, trust, version, clock, TIMEOUT);
  }

  /**
   * A sender with another time limit.
   *
   * @param limit for a request, from its beginning to the end of the answer's headers, and for the
   *     connection by itself
   */
  public HttpSender(
      Route.Open route, SSLContext trust, String version, Clock clock, Duration limit) {
    this.route = route;
    this.http = Http.of(route.way(), trust, limit);
    this.version = version;
    this.clock = clock;
    this.limit = limit;
  }

  @Override
  public String url() {
    return route.endpoint().toString();
  }

  @Override
  public SendResult send(Batch batch, Runnable underWay) {
    return send(batch.key(), batch.body(), underWay);
  }

  /**
   * Sends any frozen body, likewise.
   *
   * @param key the {@code Idempotency-Key}, the same in every attempt
   */
  public SendResult send(String key, String body, Runnable underWay) {
    try {
      HttpResponse<InputStream> response = response(request(key, body, underWay));
      // Closed unread: a hostile server may send without end.
      response.body().close();
      String retryAfter = response.headers().firstValue("Retry-After").orElse("");
      long now = clock.instant().getEpochSecond();
      return SendResult.of(response.statusCode(), RetryAfter.seconds(retryAfter, now));
    } catch (IOException e) {
      return new SendResult.Unavailable(0, word(e), 0);
    } catch (RuntimeException e) {
      // HttpClient throws one for an answer that it stumbles over, such as a length of "abc".
      return new SendResult.Unavailable(0, "broken", 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new SendResult.Unavailable(0, "interrupted", 0);
    } finally {
      underWay.run();
    }
  }

  @Override
  public void close() {
    if (!lookingUp) {
      http.close();
    }
  }

  /**
   * The client minds its time limit only once the name has been looked up, and that may take a
   * minute where the name server does not answer.
   */
  private HttpResponse<InputStream> response(HttpRequest request)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<InputStream>> response =
        http.client().sendAsync(request, BodyHandlers.ofInputStream());
    try {
      return response.get(limit.plus(LOOKUP).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      response.cancel(true);
      throw e;
    } catch (TimeoutException e) {
      response.cancel(true);
      lookingUp = true;
      throw new HttpTimeoutException("no answer of the name server");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private HttpRequest request(String key, String body, Runnable underWay) {
    return http.request(route.endpoint())
        .timeout(limit)
        .header("Content-Type", "application/json")
        .header(Protocol.IDEMPOTENCY_KEY, key)
        .header("User-Agent", "vcluster/" + version)
        .POST(new Announcing(BodyPublishers.ofString(body), underWay))
        .build();
  }

  private static String word(IOException e) {
    if (e instanceof HttpTimeoutException) {
      return "timeout";
    }
    if (e instanceof ConnectException) {
      return isUnresolved(e) ? "unresolved" : "unreachable";
    }
    return e instanceof SSLException ? "tls" : "broken";
  }

  private static boolean isUnresolved(Throwable e) {
    return e instanceof UnresolvedAddressException
        || (e.getCause() != null && isUnresolved(e.getCause()));
  }

  /** Asked for its content when the connection is there and the headers are on it. */
  private record Announcing(BodyPublisher body, Runnable underWay) implements BodyPublisher {
    @Override
    public long contentLength() {
      return body.contentLength();
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
      underWay.run();
      body.subscribe(subscriber);
    }
  }
}
