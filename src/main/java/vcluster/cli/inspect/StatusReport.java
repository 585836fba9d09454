package vcluster.cli.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import vcluster.cli.Advice;
import vcluster.consent.Decision;
import vcluster.outbox.FileOutbox;
import vcluster.outbox.TelemetryFolder;
import vcluster.outbox.Undelivered;
import vcluster.outbox.Waiting;
import vcluster.upload.LoggedRequest;
import vcluster.upload.RequestLog;
import vcluster.upload.Route;
import vcluster.upload.UploadFault;

/**
 * What {@code status} tells, before it is laid out.
 *
 * @param complete false if something could not be read: what is missing here may be there
 * @param advice if events can't be recorded, sent or read
 * @param fault what ended the last uploader early
 * @param nextUpload what the next upload waits for; empty: nothing
 */
record StatusReport(
    Inspection inspection,
    Decision decision,
    Route route,
    boolean complete,
    Waiting waiting,
    Optional<LoggedRequest> lastUpload,
    Optional<NextUpload> nextUpload,
    Optional<Advice> advice,
    Optional<UploadFault> fault) {
  /** {@code .vcluster} and {@code telemetry}. */
  private static final int FOLDERS_MADE = 2;

  static StatusReport of(Inspection inspection) {
    Decision decision = inspection.consent().decide();
    Waiting waiting = new Waiting(0, null, Undelivered.none());
    Optional<LoggedRequest> last = Optional.empty();
    // Somebody who turned it off has no use for what is in its way.
    Optional<Advice> advice = decision.deletesWaiting() ? Optional.empty() : find(inspection);
    boolean complete = true;
    try {
      waiting = new FileOutbox(inspection.folder()).waiting();
      last = new RequestLog(inspection.folder()).last();
    } catch (IOException e) {
      complete = false;
      // What keeps events from being written names the culprit better than what follows from it.
      advice = advice.or(() -> Optional.of(inspection.advice(e)));
    }
    return new StatusReport(
        inspection,
        decision,
        Route.ofCli(inspection.surroundings().environment()),
        complete,
        waiting,
        last,
        NextUpload.of(inspection),
        advice,
        UploadFault.read(inspection.folder().uploadError()));
  }

  /** What keeps events from being recorded comes before what keeps them from being sent. */
  private static Optional<Advice> find(Inspection inspection) {
    TelemetryFolder folder = inspection.folder();
    return onTheWay(inspection)
        .or(() -> shut(inspection, folder.lock(), folder.queue()))
        .map(advice -> advice.so("nothing can be recorded"))
        .or(
            () ->
                shut(
                        inspection,
                        folder.batch(),
                        folder.uploadLock(),
                        folder.gate(),
                        folder.requests())
                    .map(advice -> advice.so("nothing can be sent")));
  }

  /** A command that was run as root with somebody's {@code HOME} leaves such files. */
  private static Optional<Advice> shut(Inspection inspection, Path... files) {
    return Stream.of(files).flatMap(file -> shut(inspection, file).stream()).findFirst();
  }

  private static Optional<Advice> shut(Inspection inspection, Path file) {
    if (Advice.isDangling(file)) {
      return Optional.of(Advice.dangling(file));
    }
    return Files.exists(file) && Advice.isShut(file)
        ? Optional.of(inspection.shut(file))
        : Optional.empty();
  }

  /** The first folder above that is there has to take the others; a home is never made. */
  private static Optional<Advice> onTheWay(Inspection inspection) {
    Path folder = inspection.folder().path();
    Path there = Advice.firstThere(folder);
    if (folder.getNameCount() - there.getNameCount() > FOLDERS_MADE) {
      return Optional.of(new Advice("the home directory does not exist", Optional.empty()));
    }
    if (!Files.isDirectory(there)) {
      return Optional.of(new Advice(there + " is not a folder", Optional.empty()));
    }
    return Advice.isShut(there) ? Optional.of(inspection.shut(there)) : Optional.empty();
  }
}
