package vcluster.backend.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.NanoTime;

/**
 * Reads a body as it arrives, without a thread that waits for it, and within the memory that all
 * requests share.
 */
final class BodyReader implements Runnable {
  /** So long a body may arrive as slowly as it likes; then it needs this many bytes a second. */
  private static final long GRACE_SECONDS = 5;

  private static final int BYTES_PER_SECOND = 1_024;

  private final long begin = NanoTime.now();
  private final Request request;
  private final BodyMemory memory;
  private final String client;
  private final Consumer<byte[]> whole;
  private final Consumer<HttpAnswer> failed;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

  /**
   * Prepares to read; {@link #run} begins.
   *
   * @param whole called with the body, unless {@code failed} is called
   */
  BodyReader(
      Request request, BodyMemory memory, Consumer<byte[]> whole, Consumer<HttpAnswer> failed) {
    this.request = request;
    this.memory = memory;
    this.client = ClientLimits.address(request);
    this.whole = whole;
    this.failed = failed;
  }

  /** Reads what has arrived; Jetty calls it again when there is more. */
  @Override
  public void run() {
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        fail(answer(chunk.getFailure()));
        return;
      }
      boolean kept = keep(chunk.getByteBuffer());
      boolean last = chunk.isLast();
      chunk.release();
      if (!kept) {
        fail(HttpAnswer.error(HttpStatus.SERVICE_UNAVAILABLE_503, "too many requests at once"));
        return;
      }
      if (last) {
        finish();
        return;
      }
      if (isSlow()) {
        fail(HttpAnswer.error(HttpStatus.REQUEST_TIMEOUT_408, "the body arrives too slowly"));
        return;
      }
    }
  }

  private boolean isSlow() {
    long seconds = NanoTime.secondsSince(begin);
    return seconds >= GRACE_SECONDS && content.size() < seconds * BYTES_PER_SECOND;
  }

  private boolean keep(ByteBuffer bytes) {
    if (!memory.take(client, bytes.remaining())) {
      return false;
    }
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    content.write(copy, 0, copy.length);
    return true;
  }

  private void finish() {
    try {
      whole.accept(content.toByteArray());
    } finally {
      memory.give(client, content.size());
    }
  }

  private void fail(HttpAnswer answer) {
    memory.give(client, content.size());
    failed.accept(answer);
  }

  private static HttpAnswer answer(Throwable failure) {
    if (failure instanceof HttpException http) {
      return HttpAnswer.error(http.getCode(), HttpStatus.getMessage(http.getCode()));
    }
    boolean slow = failure instanceof TimeoutException;
    int status = slow ? HttpStatus.REQUEST_TIMEOUT_408 : HttpStatus.BAD_REQUEST_400;
    return HttpAnswer.error(status, HttpStatus.getMessage(status));
  }
}
