package vcluster.helm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * SIGINT and SIGTERM while helm runs: the first of them makes helm end, and this process waits for
 * that. A shutdown hook would do too, but it is not told which signal came, and nothing could be
 * recorded any more.
 */
public final class Interrupts implements AutoCloseable {
  /** What a shell adds to a signal's number (POSIX leaves it at "greater than 128"). */
  private static final int SIGNAL_EXIT = 128;

  /** Whom the terminal has signalled has ended by then, or it was not the terminal. */
  private static final long TERMINAL_GRACE_SECONDS = 5;

  private final List<Runnable> undo = new ArrayList<>();
  private @Nullable Process child;
  private int exitCode;

  private Interrupts() {}

  /** Begins to catch the signals. */
  public static Interrupts install() {
    Interrupts interrupts = new Interrupts();
    for (PosixSignal signal : List.of(PosixSignal.INT, PosixSignal.TERM)) {
      interrupts.undo.add(signal.handle(() -> interrupts.received(signal)));
    }
    return interrupts;
  }

  /** Starts a child that a signal will end; empty if one has come already. */
  synchronized Optional<Process> start(ProcessBuilder builder) throws IOException {
    if (exitCode != 0) {
      return Optional.empty();
    }
    Process started = builder.start();
    child = started;
    return Optional.of(started);
  }

  /** The exit code that tells of the signal (130 or 143), 0 if none has come. */
  synchronized int exitCode() {
    return exitCode;
  }

  private void received(PosixSignal signal) {
    Process running = note(signal);
    if (running == null) {
      return;
    }
    if (signal.equals(PosixSignal.INT) && Foreground.isOurs()) {
      await(running);
    }
    // SIGTERM, if it still runs.
    running.destroy();
  }

  /** The child to end; null if there is none, or if it has been told already. */
  private synchronized @Nullable Process note(PosixSignal signal) {
    if (exitCode != 0) {
      return null;
    }
    exitCode = SIGNAL_EXIT + signal.number();
    return child;
  }

  private static void await(Process process) {
    try {
      process.waitFor(TERMINAL_GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives the signals back. */
  @Override
  public void close() {
    undo.forEach(Runnable::run);
  }
}
