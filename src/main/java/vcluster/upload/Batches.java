package vcluster.upload;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vcluster.event.Event;
import vcluster.outbox.Batch;
import vcluster.wire.CliRequest;
import vcluster.wire.Identity;

/** Forms batches: the body in this machine's name, and a key of its own. */
public final class Batches {
  private final Supplier<Identity> identity;
  private @Nullable CliRequest request;

  /** Batches in the name that {@code identity} finds, asked once. */
  public Batches(Supplier<Identity> identity) {
    this.identity = identity;
  }

  /** Finds out who this machine is; it may take long, so it is not done under the outbox's lock. */
  void prepare() {
    if (request == null) {
      request = new CliRequest(identity.get());
    }
  }

  /** The batch of 1 to 100 events. */
  public Batch of(List<Event> events) {
    prepare();
    long oldest = events.stream().mapToLong(Event::time).min().orElse(0);
    String body = request().body(events);
    return new Batch(UUID.randomUUID().toString(), events.size(), oldest, body);
  }

  private CliRequest request() {
    if (request == null) {
      throw new IllegalStateException("not prepared");
    }
    return request;
  }
}
