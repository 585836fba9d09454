package vcluster.backend.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import vcluster.files.PrivateFiles;

/** PostgreSQL's server process, which ends when this process does, however that happens. */
final class Postmaster implements AutoCloseable {
  /**
   * Interrupts the server as soon as nobody holds the other end of its input, this process being
   * killed for example: to PostgreSQL that means to stop at once, and in order. In a session of its
   * own, so that Ctrl-C reaches this process alone, which needs the server to its end.
   */
  private static final String WATCHED =
      """
      exec 3<&0
      "$@" 3<&- </dev/null &
      server=$!
      { read -r _ <&3; kill -INT $server; } &
      watcher=$!
      wait $server
      code=$?
      kill $watcher
      exit $code
      """;

  private static final String IN_A_SESSION =
      "if command -v setsid >/dev/null; then exec setsid \"$@\"; fi; exec \"$@\"";

  private static final int PAUSE_MILLIS = 10;
  private static final int START_MILLIS = 300_000;
  private static final int STOP_MILLIS = 15_000;

  /** Small, quiet, and for this machine alone; no statement and no value gets into the log. */
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "listen_addresses", "127.0.0.1",
          "unix_socket_directories", "",
          "max_connections", "30",
          "shared_buffers", "16MB",
          "min_wal_size", "5MB",
          "max_wal_size", "128MB",
          "log_min_messages", "warning",
          "log_min_error_statement", "panic",
          "log_error_verbosity", "terse");

  private final Process process;

  private Postmaster(Process process) {
    this.process = process;
  }

  /**
   * Starts a server and waits until it takes connections.
   *
   * @throws IOException if it does not start, with what it says about that
   */
  static Postmaster start(DataFolder folder, Path programs, PostgresAccount account)
      throws IOException {
    endOrphan(folder);
    Path log = folder.log();
    Files.deleteIfExists(log);
    Files.createFile(log, PrivateFiles.fileAttributes(log));
    List<String> line = new ArrayList<>(List.of("sh", "-c", IN_A_SESSION, "sh"));
    line.addAll(account.line(List.of("sh", "-c", WATCHED, "sh")));
    line.addAll(server(folder, programs));
    Process process =
        Commands.builder(line)
            .directory(folder.path().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Postmaster postmaster = new Postmaster(process);
    await(START_MILLIS, () -> !process.isAlive() || postmaster.isReady(folder));
    if (!postmaster.isReady(folder)) {
      postmaster.close();
      throw new IOException(
          "PostgreSQL did not start in " + folder.path() + ": " + Files.readString(log).strip());
    }
    return postmaster;
  }

  private static List<String> server(DataFolder folder, Path programs) throws IOException {
    List<String> line = new ArrayList<>();
    line.addAll(List.of(programs.resolve("bin/postgres").toString(), "-D"));
    line.addAll(List.of(folder.data().toString(), "-p", String.valueOf(freePort())));
    PARAMETERS.forEach((name, value) -> line.addAll(List.of("-c", name + "=" + value)));
    return line;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean isReady(DataFolder folder) {
    return folder.readyPid().map(this::isChild).orElse(false);
  }

  private boolean isChild(long pid) {
    return process.descendants().anyMatch(child -> child.pid() == pid);
  }

  /**
   * Waits for the end of a server whose process was killed. The number it left may meanwhile be
   * that of another program, for which PostgreSQL would not start.
   */
  private static void endOrphan(DataFolder folder) throws IOException {
    Optional<ProcessHandle> left =
        folder.postmasterPid().flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive);
    if (left.isEmpty()) {
      return;
    }
    Optional<String> program = left.get().info().command();
    if (program.isPresent() && !program.get().startsWith(folder.path().toRealPath().toString())) {
      Files.deleteIfExists(folder.postmasterFile());
      return;
    }
    if (program.isPresent()) {
      Commands.succeeds(List.of(), "sh", "-c", "kill -INT \"$0\"", "" + left.get().pid());
    }
    await(STOP_MILLIS, () -> !left.get().isAlive());
  }

  private static void await(int millis, BooleanSupplier condition) {
    try {
      for (int waited = 0; waited < millis && !condition.getAsBoolean(); waited += PAUSE_MILLIS) {
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops it at once: what was not committed is undone. */
  @Override
  public void close() {
    try (OutputStream lifeline = process.getOutputStream()) {
      lifeline.flush();
    } catch (IOException e) {
      // It has ended already.
    }
    try {
      process.waitFor(STOP_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
