package vcluster.cli.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vcluster.cli.Choice;
import vcluster.config.Problem;
import vcluster.consent.Decision;
import vcluster.outbox.Drops;
import vcluster.outbox.FileOutbox;
import vcluster.outbox.RetryNote;
import vcluster.outbox.Waiting;
import vcluster.upload.LoggedRequest;
import vcluster.upload.RequestLog;
import vcluster.upload.Route;

/**
 * What {@code status} tells, before it is laid out.
 *
 * @param problem why events can't be kept or read, naming the file
 * @param nextAttempt when the next attempt may begin, Unix seconds; empty: at once
 */
record StatusReport(
    Inspection inspection,
    Decision decision,
    Route route,
    Waiting waiting,
    Optional<LoggedRequest> lastUpload,
    Optional<Long> nextAttempt,
    Optional<String> problem) {
  /** {@code .vcluster} and {@code telemetry}. */
  private static final int FOLDERS_MADE = 2;

  static StatusReport of(Inspection inspection) {
    long now = inspection.surroundings().now();
    long until = RetryNote.read(inspection.folder().retry()).notBefore(now);
    Waiting waiting = new Waiting(0, null, Drops.none());
    Optional<LoggedRequest> last = Optional.empty();
    Optional<String> problem = writeProblem(inspection.folder().path());
    try {
      waiting = new FileOutbox(inspection.folder()).waiting();
      List<LoggedRequest> requests = new RequestLog(inspection.folder()).read();
      last = requests.isEmpty() ? last : Optional.of(requests.get(requests.size() - 1));
    } catch (IOException e) {
      Path folder = inspection.folder().path();
      String reading = folder + " " + Problem.of(inspection.folder().requests(), e);
      // What keeps events from being written names the culprit better than what follows from it.
      problem = problem.or(() -> Optional.of(reading));
    }
    return new StatusReport(
        inspection,
        Choice.of(inspection.surroundings(), inspection.files()),
        Route.ofCli(inspection.surroundings().environment()),
        waiting,
        last,
        until > now ? Optional.of(until) : Optional.empty(),
        problem);
  }

  /** The first folder above that is there has to take the others; a home is never made. */
  private static Optional<String> writeProblem(Path folder) {
    Path path = folder;
    while (path.getParent() != null && !Files.exists(path)) {
      path = path.getParent();
    }
    if (folder.getNameCount() - path.getNameCount() > FOLDERS_MADE) {
      return Optional.of("the home directory does not exist, so nothing can be recorded");
    }
    if (!Files.isDirectory(path)) {
      return Optional.of(path + " is not a folder, so nothing can be recorded");
    }
    return Files.isWritable(path)
        ? Optional.empty()
        : Optional.of(path + " is not writable, so nothing can be recorded");
  }
}
