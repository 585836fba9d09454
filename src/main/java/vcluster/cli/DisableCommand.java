package vcluster.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import vcluster.config.ConfigFile;
import vcluster.config.UserFiles;
import vcluster.event.CommandException;
import vcluster.event.Failure;
import vcluster.files.LockFile;
import vcluster.outbox.FileOutbox;
import vcluster.outbox.TelemetryFolder;

/** {@code telemetry disable}: keeps the choice, then stops and deletes what it had collected. */
final class DisableCommand implements Action {
  /** Longer than a request's whole time limit, so that one that hangs has ended by then. */
  private static final long GATE_WAIT_MILLIS = 7_000;

  @Override
  public int run(Invocation invocation) throws CommandException {
    if (!invocation.line().matchedPositionals().isEmpty()) {
      invocation.warn("vcluster: telemetry disable takes no arguments; ignoring the rest");
    }
    UserFiles files = invocation.files();
    ConfigFile.disable(files.config())
        .ifPresent(
            aside ->
                invocation.warn(
                    "vcluster: "
                        + files.config()
                        + " "
                        + aside.problem()
                        + "; moved to "
                        + aside.to()
                        + " (it may contain an access key)"));
    String account = invocation.surroundings().account();
    int deleted = files.telemetry().isPresent() ? purge(files.telemetry().get(), account) : 0;
    invocation.say("Telemetry is off (saved in " + files.config() + ")." + deletedText(deleted));
    return 0;
  }

  private static String deletedText(int events) {
    return switch (events) {
      case 0 -> "";
      case 1 -> " Deleted 1 waiting event.";
      default -> " Deleted " + events + " waiting events.";
    };
  }

  private static int purge(Path folder, String account) throws CommandException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    TelemetryFolder telemetry = new TelemetryFolder(folder);
    try {
      Optional<LockFile> gate = LockFile.acquire(telemetry.gate(), GATE_WAIT_MILLIS);
      try {
        return new FileOutbox(telemetry).purge();
      } finally {
        gate.ifPresent(LockFile::close);
      }
    } catch (IOException e) {
      throw new CommandException(
          Failure.CONFIG,
          "telemetry is off, but waiting events could not be deleted: "
              + Advice.of(account, folder, e).textOr("delete the folder " + folder));
    }
  }
}
