package vcluster.upload;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import vcluster.config.Environment;
import vcluster.config.UserFiles;
import vcluster.consent.TelemetryConfig;
import vcluster.event.CommandException;
import vcluster.outbox.FileOutbox;
import vcluster.outbox.RetryNote;
import vcluster.outbox.TelemetryFolder;

/**
 * The detached uploader: delivers what waits and ends itself after 10 seconds at the latest. It has
 * nobody to talk to: what it did is in the log of requests, and what ended it early in {@link
 * UploadFault}.
 */
public final class UploaderMain {
  private static final long LIFE_MILLIS = 10_000;

  /** No request begins so late that its time limit would outlast the process. */
  private static final long LAST_REQUEST_NANOS = 6_000_000_000L;

  private static final long LOCK_WAIT_MILLIS = 200;

  /** A command starts it first, and may wait a second before it can write its event. */
  private static final long EVENT_WAIT_MILLIS = 1_500;

  /** How often there is an uploader where each stays behind as a defunct process. */
  private static final long SELDOM_SECONDS = 3_600;

  private UploaderMain() {}

  /** Takes the working directory of the command that started it, and the config file to ask. */
  public static void main(String[] arguments) {
    endLater();
    int exitCode = 1;
    try {
      exitCode = upload(Path.of(arguments[0]), Path.of(arguments[1]));
    } catch (CommandException e) {
      // Without a home there is no folder: nothing waits, and no fault can be noted.
      exitCode = 1;
    } finally {
      // The client's threads hold nothing worth waiting for.
      Runtime.getRuntime().halt(exitCode);
    }
  }

  private static int upload(Path workingDirectory, Path config) throws CommandException {
    Environment environment = Environment.of(System.getenv(), System.getProperties());
    UserFiles files =
        UserFiles.locate(
            environment.variables(),
            environment.accountHome(),
            workingDirectory,
            config.toString());
    if (files.home().isEmpty() || files.telemetry().isEmpty()) {
      return 0;
    }
    TelemetryFolder folder = new TelemetryFolder(files.telemetry().get());
    try {
      upload(environment, workingDirectory, config, files.home().get(), folder);
      return 0;
    } catch (Throwable e) {
      // Errors too: nobody else would learn of a missing class or too little memory.
      long now = Clock.systemUTC().instant().getEpochSecond();
      UploadFault.of(e, now).write(folder.uploadError());
      return 1;
    }
  }

  private static void upload(
      Environment environment,
      Path workingDirectory,
      Path config,
      String home,
      TelemetryFolder folder)
      throws IOException {
    UploadContext context =
        new UploadContext(
            environment.variables(),
            TelemetryConfig.of(environment.variables()),
            home,
            workingDirectory,
            config,
            environment.policyFile(),
            folder,
            System.getProperty("vcluster.version", ""),
            System.getProperties(),
            Clock.systemUTC());
    if (Route.ofCli(environment.variables()) instanceof Route.Open route) {
      long start = System.nanoTime();
      new FileOutbox(folder).awaitEvent(EVENT_WAIT_MILLIS);
      UploadResult result =
          context
              .uploader(route)
              .run(false, LOCK_WAIT_MILLIS, () -> System.nanoTime() - start > LAST_REQUEST_NANOS);
      if (result.stop() == UploadResult.Stop.EMPTY && Orphans.ofThisProcess().pileUp()) {
        long now = context.clock().instant().getEpochSecond();
        new RetryNote(0, now, now + SELDOM_SECONDS, 0).write(folder.retry());
      }
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
