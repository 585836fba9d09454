package vcluster.testing;

import java.util.List;
import vcluster.event.Event;

/** Events for tests that look at nothing but their number, their times or their words. */
public final class SampleEvents {
  private SampleEvents() {}

  /** An event of that time, in Unix seconds. */
  public static Event at(long time) {
    return of(time, "vcluster", "version");
  }

  /** An event of that time, in Unix seconds, with these words of a command. */
  public static Event of(long time, String... command) {
    return new Event(time, "1.0.0", List.of(command), null, "UTC");
  }
}
