package vcluster.backend;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Locale;
import vcluster.backend.demo.Playback;

/** Shows how far a demonstration is: a bar at a terminal, else a line now and then. */
final class DemoProgress implements Playback.Progress {
  private static final int WIDTH = 40;
  private static final int LINE_EVERY = 10;

  private final PrintWriter out;
  private final boolean terminal;
  private final int days;
  private boolean open;
  private long events;

  DemoProgress(PrintWriter out, boolean terminal, int days) {
    this.out = out;
    this.terminal = terminal;
    this.days = days;
  }

  @Override
  public void after(int done, LocalDate day, long stored) {
    events = stored;
    if (terminal) {
      int filled = WIDTH * done / days;
      String bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
      out.printf(Locale.ROOT, "\r[%s] day %d of %d, %s", bar, done, days, day);
      open = true;
    } else if (done % LINE_EVERY == 0 || done == days) {
      out.printf(Locale.ROOT, "Day %d of %d, %s: %,d events.%n", done, days, day, stored);
    }
    out.flush();
  }

  /** How many events have been stored. */
  long events() {
    return events;
  }

  /** Ends the line of the bar, if there is one. */
  void end() {
    if (open) {
      out.println();
    }
    open = false;
  }
}
