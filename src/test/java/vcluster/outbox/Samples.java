package vcluster.outbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import vcluster.event.Event;
import vcluster.testing.SampleEvents;

/** Events that are told apart by their times, and batches whose body is the list of these. */
final class Samples {
  private Samples() {}

  static Event event(long time) {
    return SampleEvents.at(time);
  }

  /** An event whose line on disk has about {@code length} characters. */
  static Event event(long time, int length) {
    return SampleEvents.of(time, "vcluster", "x".repeat(length - 80));
  }

  static void append(FileOutbox outbox, long from, long to) throws IOException {
    for (long time = from; time <= to; time++) {
      outbox.append(event(time));
    }
  }

  static Batch batch(List<Event> events) {
    String times =
        events.stream().map(event -> String.valueOf(event.time())).collect(Collectors.joining(","));
    long oldest = events.stream().mapToLong(Event::time).min().orElseThrow();
    return new Batch(UUID.randomUUID().toString(), events.size(), oldest, times);
  }

  static List<Long> times(Batch batch) {
    return Stream.of(batch.body().split(",")).map(Long::valueOf).toList();
  }

  static List<Long> range(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  /** Delivers all that waits and returns the times, in the order of delivery. */
  static List<Long> drain(FileOutbox outbox) throws IOException {
    List<Long> times = new ArrayList<>();
    Optional<Batch> batch = outbox.freeze(Samples::batch);
    while (batch.isPresent()) {
      times.addAll(times(batch.get()));
      outbox.settle(batch.get());
      batch = outbox.freeze(Samples::batch);
    }
    return times;
  }
}
