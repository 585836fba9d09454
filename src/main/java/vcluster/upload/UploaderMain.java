package vcluster.upload;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import vcluster.config.PolicyFile;
import vcluster.config.UserFiles;
import vcluster.event.CommandException;
import vcluster.outbox.FileOutbox;
import vcluster.outbox.TelemetryFolder;

/**
 * The detached uploader: delivers what waits and ends itself after 10 seconds at the latest. It has
 * nobody to talk to: what it did is in the log of requests.
 */
public final class UploaderMain {
  private static final long LIFE_MILLIS = 10_000;

  /** No request begins so late that its time limit would outlast the process. */
  private static final long LAST_REQUEST_NANOS = 6_000_000_000L;

  private static final long LOCK_WAIT_MILLIS = 200;

  /** A command starts it first, and may wait a second before it can write its event. */
  private static final long EVENT_WAIT_MILLIS = 1_500;

  private UploaderMain() {}

  /** Takes the working directory of the command that started it, and the config file to ask. */
  public static void main(String[] arguments) {
    endLater();
    int exitCode = 0;
    try {
      upload(Path.of(arguments[0]), Path.of(arguments[1]));
    } catch (IOException | CommandException | RuntimeException e) {
      exitCode = 1;
    }
    // The client's threads hold nothing worth waiting for.
    Runtime.getRuntime().halt(exitCode);
  }

  private static void upload(Path workingDirectory, Path config)
      throws IOException, CommandException {
    Map<String, String> environment = System.getenv();
    UserFiles files =
        UserFiles.locate(
            environment, System.getProperty("user.home"), workingDirectory, config.toString());
    if (files.home().isEmpty() || files.telemetry().isEmpty()) {
      return;
    }
    TelemetryFolder folder = new TelemetryFolder(files.telemetry().get());
    UploadContext delivery =
        new UploadContext(
            environment,
            files.home().get(),
            workingDirectory,
            config,
            PolicyFile.locate(environment, System.getProperty("os.name")),
            folder,
            System.getProperty("vcluster.version", ""),
            Clock.systemUTC());
    if (Route.ofCli(environment) instanceof Route.Open route) {
      long start = System.nanoTime();
      new FileOutbox(folder).awaitEvent(EVENT_WAIT_MILLIS);
      delivery
          .uploader(route)
          .run(false, LOCK_WAIT_MILLIS, () -> System.nanoTime() - start > LAST_REQUEST_NANOS);
    }
  }

  private static void endLater() {
    Thread timer =
        new Thread(
            () -> {
              try {
                Thread.sleep(LIFE_MILLIS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(1);
            },
            "end");
    timer.setDaemon(true);
    timer.start();
  }
}
