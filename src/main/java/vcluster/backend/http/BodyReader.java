package vcluster.backend.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Takes a body in as it arrives, without a thread that waits for it, and out of a budget that all
 * requests share.
 */
final class BodyReader implements Runnable {
  private final Request request;
  private final MemoryBudget budget;
  private final Consumer<byte[]> whole;
  private final Consumer<Answer> failed;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

  /** One of {@code whole} and {@code failed} will be called, once. */
  BodyReader(
      Request request, MemoryBudget budget, Consumer<byte[]> whole, Consumer<Answer> failed) {
    this.request = request;
    this.budget = budget;
    this.whole = whole;
    this.failed = failed;
  }

  /** Takes what is there; called again when there is more. */
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
        fail(Answer.error(HttpStatus.SERVICE_UNAVAILABLE_503, "too many requests at once"));
        return;
      }
      if (last) {
        finish();
        return;
      }
    }
  }

  private boolean keep(ByteBuffer bytes) {
    if (!budget.reserve(bytes.remaining())) {
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
      budget.release(content.size());
    }
  }

  private void fail(Answer answer) {
    budget.release(content.size());
    failed.accept(answer);
  }

  private static Answer answer(Throwable failure) {
    if (failure instanceof HttpException http) {
      return Answer.error(http.getCode(), HttpStatus.getMessage(http.getCode()));
    }
    boolean slow = failure instanceof TimeoutException;
    int status = slow ? HttpStatus.REQUEST_TIMEOUT_408 : HttpStatus.BAD_REQUEST_400;
    return Answer.error(status, HttpStatus.getMessage(status));
  }
}
