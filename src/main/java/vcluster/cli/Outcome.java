package vcluster.cli;

import org.jspecify.annotations.Nullable;
import vcluster.event.Failure;

/** How a command ended; {@code failure} is null if it did what it was asked to do. */
record Outcome(int exitCode, @Nullable Failure failure) {
  static final Outcome DONE = new Outcome(0, null);
}
