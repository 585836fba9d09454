package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends answers that are too long or too slow: fabric8 keeps a whole answer and waits for its end
 * without a limit. Watches are not limited: OkHttp has put a WebSocket message together before an
 * interceptor can see it.
 *
 * @param timeout from the status of an answer to its end
 */
record ResponseLimits(Duration timeout) implements Interceptor {
  /** Four times a page of metadata, and more than the largest object that Kubernetes stores. */
  static final int MAX_LENGTH = 4 << 20;

  @Override
  public AsyncBody.Consumer<List<ByteBuffer>> consumer(
      AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
    return isWatch(request) ? consumer : new Counting(consumer);
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    if (response.body() instanceof AsyncBody body && !isWatch(request)) {
      // A separate timer would keep the answer in memory after its end.
      CompletableFuture<Void> unused =
          body.done()
              .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
              .whenComplete(
                  (end, failure) -> {
                    if (failure != null) {
                      body.cancel();
                    }
                  });
    }
  }

  private static boolean isWatch(HttpRequest request) {
    return ApiCall.of(request.uri()).isWatch();
  }

  /** An answer was too long; no {@link java.io.IOException}, after which a request is repeated. */
  static final class TooLongException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLongException(String message) {
      super(message);
    }
  }

  /** Passes parts on until they are too long; an exception ends the answer. */
  private static final class Counting implements AsyncBody.Consumer<List<ByteBuffer>> {
    private final AsyncBody.Consumer<List<ByteBuffer>> consumer;
    private long length;

    Counting(AsyncBody.Consumer<List<ByteBuffer>> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void consume(List<ByteBuffer> part, AsyncBody body) throws Exception {
      length += part.stream().mapToLong(ByteBuffer::remaining).sum();
      if (length > MAX_LENGTH) {
        throw new TooLongException("the answer is longer than " + MAX_LENGTH + " bytes");
      }
      consumer.consume(part, body);
    }

    @Override
    public <U> U unwrap(Class<U> target) {
      return consumer.unwrap(target);
    }
  }
}
