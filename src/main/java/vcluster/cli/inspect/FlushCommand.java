package vcluster.cli.inspect;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import vcluster.cli.Action;
import vcluster.cli.Invocation;
import vcluster.event.CommandException;
import vcluster.event.Failure;
import vcluster.outbox.FileOutbox;
import vcluster.outbox.RetryNote;
import vcluster.upload.LoggedRequest;
import vcluster.upload.RequestLog;
import vcluster.upload.Route;
import vcluster.upload.UploadResult;

/** {@code telemetry flush}: uploads now, and says whether anything is left. */
public final class FlushCommand implements Action {
  /** Longer than an uploader lives. */
  private static final long LOCK_WAIT_MILLIS = 15_000;

  @Override
  public int run(Invocation invocation) throws CommandException {
    Inspection inspection = Inspection.of(invocation);
    FileOutbox outbox = new FileOutbox(inspection.folder());
    try {
      UploadResult stop = outbox.isEmpty() ? UploadResult.EMPTY : upload(inspection);
      int left = outbox.waiting().events();
      if (left > 0) {
        throw new CommandException(
            Failure.INTERNAL,
            Inspection.events(left) + " still waiting: " + reason(stop, left, inspection));
      }
      invocation.say("Nothing left to upload.");
      return 0;
    } catch (IOException e) {
      throw inspection.failure(e);
    }
  }

  private static UploadResult upload(Inspection inspection) throws CommandException, IOException {
    Route route = Route.ofCli(inspection.surroundings().environment());
    if (route instanceof Route.Open open) {
      return inspection.delivery().uploader(open).run(true, LOCK_WAIT_MILLIS, () -> false);
    }
    throw new CommandException(Failure.INTERNAL, ((Route.Closed) route).reason());
  }

  private static String reason(UploadResult stop, int left, Inspection inspection)
      throws IOException {
    return switch (stop) {
      case OFF -> "telemetry is off; run 'vcluster telemetry status' to see why";
      case BUSY -> "another upload is running; try again in a moment";
      case WAITING -> {
        long now = inspection.surroundings().now();
        long until = RetryNote.read(inspection.folder().retry()).serverNotBefore(now);
        yield "the server asked to wait until " + Inspection.text(until);
      }
      case EMPTY -> "an event was recorded meanwhile; run it again";
      case UNAVAILABLE, TIME_UP -> notAccepted(left, inspection);
    };
  }

  private static String notAccepted(int left, Inspection inspection) throws IOException {
    List<LoggedRequest> requests = new RequestLog(inspection.folder()).read();
    if (requests.isEmpty() || requests.get(requests.size() - 1).status() > 0) {
      return "the server did not accept "
          + (left == 1 ? "it" : "them")
          + "; run 'vcluster telemetry log' to see its answer";
    }
    LoggedRequest last = requests.get(requests.size() - 1);
    return "no answer from %s (%s); %s kept"
        .formatted(
            URI.create(last.url()).getAuthority(),
            LogCommand.answer(last),
            left == 1 ? "the event is" : "the events are");
  }
}
