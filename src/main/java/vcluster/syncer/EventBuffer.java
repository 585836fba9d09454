package vcluster.syncer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Events between two uploads, a fixed number at most; those that find no room are counted as
 * dropped. Many threads record and none of them takes a lock; one thread drains.
 */
final class EventBuffer implements EventSink {
  private final Queue<SyncerEvent> events = new ConcurrentLinkedQueue<>();

  /** Places that are taken: at times more than there are events, never fewer. */
  private final AtomicInteger taken = new AtomicInteger();

  private final int capacity;
  private final long coldMicros;
  private final long warmMicros;
  private final SyncerCounts tally;
  private final Runnable whenFull;
  private volatile boolean closed;

  /**
   * An empty buffer.
   *
   * @param capacity how many events it holds
   * @param cold from this time
   * @param warm up to this one, the sync of a resource is not recorded: at the start all resources
   *     are found, not changed (docs/protocol.md#the-syncer-payload)
   * @param whenFull run by the thread whose event took the last place; must not wait
   */
  EventBuffer(int capacity, Instant cold, Instant warm, SyncerCounts tally, Runnable whenFull) {
    this.capacity = capacity;
    this.coldMicros = micros(cold);
    this.warmMicros = micros(warm);
    this.tally = tally;
    this.whenFull = whenFull;
  }

  @Override
  public void record(SyncerEvent event) {
    if (event.type() == EventType.RESOURCE_SYNC && isCold(event.timeMicros())) {
      return;
    }
    tally.eventRecorded();
    if (closed || !takePlace()) {
      tally.eventsDropped(1);
      return;
    }
    events.add(event);
    if (isFull()) {
      whenFull.run();
    }
  }

  /** A time before the start is that of a clock that was set back, perhaps long after it. */
  private boolean isCold(long micros) {
    return micros >= coldMicros && micros < warmMicros;
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /** Not an increment that is taken back: that would turn away events for which there is room. */
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

  /** Takes what is there, oldest first. */
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

  /** Takes no more events. */
  void close() {
    closed = true;
  }
}
