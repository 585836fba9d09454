package vcluster.backend;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import vcluster.server.ServerProcess;

/** The program {@code vcluster-backend}: wires a process to its commands. */
public final class BackendMain {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

  private BackendMain() {}

  /** Runs a command until it is done or a signal comes, and ends the process with its exit code. */
  public static void main(String[] words) {
    ServerProcess.run(
        stop -> BackendCommand.execute(surroundings(stop), words),
        STOP_TIMEOUT,
        CommandLine.ExitCode.SOFTWARE);
  }

  private static BackendContext surroundings(CountDownLatch stop) {
    return new BackendContext(
        System.getenv(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        Path.of(System.getProperty("user.dir")),
        Path.of(System.getProperty("vcluster.etc", "etc")),
        System.getProperty("vcluster.version", ""),
        Clock.systemUTC(),
        stop,
        new PrintWriter(
            new OutputStreamWriter(
                new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8),
            true),
        System.getProperty("vcluster.terminals", "").contains("1"));
  }
}
