package vcluster.backend.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** The memory for bodies that arrive, of which one client gets a quarter at most. */
final class BodyMemory {
  private static final int SHARES = 4;

  private final Semaphore free;
  private final int share;
  private final Map<String, Integer> taken = new ConcurrentHashMap<>();

  /** So many bytes for all. */
  BodyMemory(int bytes) {
    this.free = new Semaphore(bytes);
    this.share = bytes / SHARES;
  }

  /**
   * Takes memory, or none if there is not enough.
   *
   * @param client its address; empty if nothing tells clients apart
   */
  boolean take(String client, int bytes) {
    if (!free.tryAcquire(bytes)) {
      return false;
    }
    int all = client.isEmpty() ? bytes : taken.merge(client, bytes, Integer::sum);
    if (all > share && !client.isEmpty()) {
      give(client, bytes);
      return false;
    }
    return true;
  }

  void give(String client, int bytes) {
    free.release(bytes);
    taken.computeIfPresent(client, (id, held) -> held == bytes ? null : held - bytes);
  }
}
