package vcluster.outbox;

import java.util.List;
import vcluster.event.Event;

/** Makes the batch of some events; called while the outbox is locked, so it must not wait. */
@FunctionalInterface
public interface BatchForm {
  /** The batch of 1 to 100 events. */
  Batch of(List<Event> events);
}
