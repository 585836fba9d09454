package vcluster.helm;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vcluster.event.CommandException;
import vcluster.event.Failure;

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

  private static final Path OWN_STATE = Path.of("/proc/self/stat");
  private static final Path TERMINAL = Path.of("/dev/tty");

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

  /**
   * Starts a child that a signal will end.
   *
   * @throws IOException if it can't be started
   * @throws CommandException if a signal has come already
   */
  synchronized Process start(ProcessBuilder builder) throws IOException, CommandException {
    requireNone();
    Process started = builder.start();
    child = started;
    return started;
  }

  /**
   * Waits for a child and returns its exit code.
   *
   * @throws CommandException if a signal ended it; its exit code is 130 or 143
   */
  int await(Process process) throws CommandException {
    try {
      int code = process.waitFor();
      requireNone();
      return code;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(Failure.HELM, "interrupted while helm ran");
    }
  }

  private synchronized void requireNone() throws CommandException {
    if (exitCode != 0) {
      throw new CommandException(Failure.HELM, "interrupted", exitCode);
    }
  }

  private void received(PosixSignal signal) {
    Process running = note(signal);
    if (running == null) {
      return;
    }
    if (signal.equals(PosixSignal.INT) && isInForeground()) {
      awaitTerminal(running);
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

  private static void awaitTerminal(Process process) {
    try {
      process.waitFor(TERMINAL_GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Whether Ctrl-C at the terminal reaches this process, and so its children too: it goes to every
   * process of the group that is in the terminal's foreground.
   */
  private static boolean isInForeground() {
    if (File.separatorChar == '\\') {
      // A console's Ctrl-C goes to all that share it.
      return true;
    }
    try {
      return isForeground(Files.readString(OWN_STATE));
    } catch (IOException e) {
      return hasTerminal();
    }
  }

  /**
   * Whether the process group (field 5) is the terminal's foreground group (field 8); without a
   * terminal that is -1.
   *
   * @param state as in proc(5), {@code /proc/pid/stat}: pid (name) state ppid pgrp session tty
   *     tpgid
   */
  static boolean isForeground(String state) {
    String[] fields = state.substring(state.lastIndexOf(')') + 1).strip().split(" ", 7);
    return fields.length > 5 && fields[2].equals(fields[5]);
  }

  /** Opens only for a process that has a terminal; where there is no /proc that has to do. */
  private static boolean hasTerminal() {
    try {
      Files.newInputStream(TERMINAL).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Gives the signals back. */
  @Override
  public void close() {
    undo.forEach(Runnable::run);
  }
}
