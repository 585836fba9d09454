package vcluster.backend.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vcluster.files.PrivateFiles;

/** PostgreSQL's server process, which ends when this process does, however that happens. */
final class Postmaster implements AutoCloseable {
  /**
   * Starts the server by {@code pg_ctl}, whose command line follows the data's folder, prints its
   * number, and interrupts it as soon as this process closes the other end of the input, or is
   * killed: to PostgreSQL that means to stop at once, and in order. {@code pg_ctl} puts the server
   * in a session of its own, so Ctrl-C reaches this process alone, which needs the server to its
   * end. The number is checked, since another server may have followed.
   */
  private static final String SCRIPT =
      """
      trap '' INT HUP
      "$@" >&2 </dev/null || exit
      read -r server < "$0/postmaster.pid"
      echo "$server"
      read -r _
      exec 2>/dev/null
      kill -INT "$server"
      while kill -0 "$server" && [ "$(head -n 1 "$0/postmaster.pid")" = "$server" ]; do
        sleep 0.02
      done
      """;

  private static final int ATTEMPTS = 3;
  private static final int STOP_SECONDS = 15;

  /** Small, quiet, and for this machine alone; no statement and no value gets into the log. */
  private static final String PARAMETERS =
      " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=30"
          + " -c shared_buffers=16MB -c min_wal_size=5MB -c max_wal_size=128MB"
          + " -c log_min_messages=warning -c log_min_error_statement=panic"
          + " -c log_error_verbosity=terse";

  private final Process process;
  private volatile boolean closing;

  private Postmaster(Process process) {
    this.process = process;
  }

  /**
   * Starts a server and waits until it takes connections.
   *
   * @throws IOException if it does not start, with what it says about that
   */
  static Postmaster start(DataFolder folder, Path programs, PostgresAccount account, Runnable ended)
      throws IOException {
    String control = programs.resolve("pg_ctl").toString();
    endOrphan(folder, control, account);
    Path log = folder.path().resolve("postgresql.log");
    for (int attempt = 1; ; attempt++) {
      Files.deleteIfExists(log);
      Files.createFile(log, PrivateFiles.fileAttributes(log));
      Process process = script(folder, control, account).redirectError(log.toFile()).start();
      BufferedReader out = process.inputReader(StandardCharsets.US_ASCII);
      String server = out.readLine();
      if (server != null) {
        return new Postmaster(process).watch(Long.parseLong(server), ended);
      }
      String why = Files.readString(log).strip();
      // The port was free a moment ago; another program may have taken it since.
      if (attempt == ATTEMPTS || !why.contains("could not bind")) {
        throw new IOException(
            "PostgreSQL did not start in " + folder.path() + ": " + PostgresAccount.errors(why));
      }
    }
  }

  private static ProcessBuilder script(DataFolder folder, String control, PostgresAccount account)
      throws IOException {
    String data = folder.data().toString();
    String options = "-p " + freePort() + PARAMETERS;
    return account
        .program(
            "sh", "-c", SCRIPT, data, control, "start", "-s", "-t", "300", "-D", data, "-o",
            options)
        .directory(folder.path().toFile());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /**
   * Ends a server that lost the process which started it. Such a server works in its data's folder;
   * the number in the file may meanwhile be another program's, for which PostgreSQL would not
   * start. It handles the number of a dead process itself.
   */
  static void endOrphan(DataFolder folder, String control, PostgresAccount account)
      throws IOException {
    int pid = folder.postmaster();
    Path home = Path.of("/proc", Integer.toString(pid), "cwd");
    if (pid == 0 || (Files.exists(home) && !Files.isSameFile(home, folder.data()))) {
      Files.deleteIfExists(folder.postmasterFile());
    } else if (Files.exists(home)) {
      account.run(control, "stop", "-s", "-m", "fast", "-D", folder.data().toString());
    }
  }

  private Postmaster watch(long server, Runnable ended) {
    Optional<?> unused = ProcessHandle.of(server).map(it -> it.onExit().thenRun(() -> tell(ended)));
    return this;
  }

  private void tell(Runnable ended) {
    if (!closing) {
      ended.run();
    }
  }

  /** Stops it at once: what was not committed is undone. */
  @Override
  public void close() {
    closing = true;
    try {
      process.getOutputStream().close();
      process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      // It has ended already.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
