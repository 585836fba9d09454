package vcluster.syncer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps events between two uploads, up to a fixed number, and counts further ones as dropped. Many
 * threads record without a lock; one thread drains.
 */
final class EventBuffer {
  private final Queue<SyncerEvent> events = new ConcurrentLinkedQueue<>();

  /** Taken places: at times more than there are events, never fewer. */
  private final AtomicInteger taken = new AtomicInteger();

  private final int capacity;
  private final long coldMicros;
  private final long warmMicros;
  private final SyncerCounts counts;
  private final Runnable whenFull;
  private volatile boolean closed;

  /**
   * An empty buffer.
   *
   * @param capacity how many events it holds
   * @param cold the start of the warm-up, in which resource syncs are ignored: at first all
   *     resources are found, not changed (docs/protocol.md#the-syncer-payload)
   * @param warm the end of the warm-up
   * @param whenFull run by the thread whose event took the last place; must not wait
   */
  EventBuffer(int capacity, Instant cold, Instant warm, SyncerCounts counts, Runnable whenFull) {
    this.capacity = capacity;
    this.coldMicros = SyncerEvent.micros(cold);
    this.warmMicros = SyncerEvent.micros(warm);
    this.counts = counts;
    this.whenFull = whenFull;
  }

  /** Buffers the event, or counts it as dropped; never waits. */
  void record(SyncerEvent event) {
    if (event.type() == EventType.RESOURCE_SYNC && isCold(event.timeMicros())) {
      return;
    }
    counts.recorded().increment();
    if (closed || !takePlace()) {
      counts.dropped().increment();
      return;
    }
    events.add(event);
    if (isFull()) {
      whenFull.run();
    }
  }

  /** A time before the start means that the clock was set back, perhaps long after the start. */
  private boolean isCold(long micros) {
    return micros >= coldMicros && micros < warmMicros;
  }

  /** To increment first and undo it later would turn away events for which there is room. */
  private boolean takePlace() {
    return taken.getAndUpdate(n -> n < capacity ? n + 1 : n) < capacity;
  }

  boolean isFull() {
    return taken.get() >= capacity;
  }

  /** How many events there are. */
  int fill() {
    return taken.get();
  }

  int capacity() {
    return capacity;
  }

  /** Removes and returns the events, oldest first. */
  List<SyncerEvent> drain() {
    List<SyncerEvent> drained = new ArrayList<>();
    while (drained.size() < capacity) {
      SyncerEvent event = events.poll();
      if (event == null) {
        break;
      }
      drained.add(event);
    }
    taken.addAndGet(-drained.size());
    return drained;
  }

  /** From now on every event is dropped. */
  void close() {
    closed = true;
  }
}
