package vcluster.backend.http;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes all bodies together may take while they arrive. */
final class MemoryBudget {
  private final AtomicLong left;

  MemoryBudget(long bytes) {
    this.left = new AtomicLong(bytes);
  }

  /** False, and nothing is taken, if there is not so much left. */
  boolean reserve(int bytes) {
    if (left.addAndGet(-bytes) >= 0) {
      return true;
    }
    left.addAndGet(bytes);
    return false;
  }

  void release(int bytes) {
    left.addAndGet(bytes);
  }

  long left() {
    return left.get();
  }
}
