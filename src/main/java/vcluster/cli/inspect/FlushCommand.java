package vcluster.cli.inspect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import vcluster.cli.Action;
import vcluster.cli.Invocation;
import vcluster.event.CommandException;
import vcluster.event.Failure;
import vcluster.outbox.FileOutbox;
import vcluster.outbox.ToldRefusals;
import vcluster.outbox.Waiting;
import vcluster.upload.LoggedRequest;
import vcluster.upload.RequestLog;
import vcluster.upload.Route;
import vcluster.upload.UploadResult;
import vcluster.upload.UploadResult.Stop;

/** {@code telemetry flush}: uploads now, and says what became of each event. */
public final class FlushCommand implements Action {
  /** Longer than an uploader lives. */
  private static final long LOCK_WAIT_MILLIS = 15_000;

  /** No request begins later, so that all is over within half a minute. */
  private static final long LAST_REQUEST_MILLIS = 20_000;

  @Override
  public int run(Invocation invocation) throws CommandException {
    FlushReport report = report(Inspection.of(invocation));
    if (Inspection.wantsJson(invocation)) {
      invocation.surroundings().out().println(report.json().toPrettyString());
      invocation.surroundings().out().flush();
    } else if (!report.failed()) {
      invocation.say(sentence(report.text()));
    }
    if (report.failed()) {
      throw new CommandException(Failure.INTERNAL, report.text());
    }
    return 0;
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  private static FlushReport report(Inspection inspection) throws CommandException {
    FileOutbox outbox = new FileOutbox(inspection.folder());
    Route route = Route.ofCli(inspection.surroundings().environment());
    try {
      Waiting before = outbox.waiting();
      UploadResult result =
          outbox.isEmpty() ? new UploadResult(Stop.EMPTY, 0) : upload(inspection, route);
      Waiting after = outbox.waiting();
      Optional<LoggedRequest> last = new RequestLog(inspection.folder()).last();
      long refused = inspection.consent().decide().on() ? refused(inspection, after) : 0;
      return new FlushReport(inspection, route, result, before, after, last, refused);
    } catch (IOException e) {
      throw inspection.failure(e);
    }
  }

  /** A command's own uploader may have been faster; what it lost must not look like a success. */
  private static long refused(Inspection inspection, Waiting after) {
    Path told = inspection.folder().toldRefusals();
    long refused = ToldRefusals.untold(told, after.drops());
    ToldRefusals.tell(told, after.drops());
    return refused;
  }

  private static UploadResult upload(Inspection inspection, Route route) throws IOException {
    if (route instanceof Route.Open open) {
      long end = inspection.surroundings().clock().millis() + LAST_REQUEST_MILLIS;
      return inspection
          .delivery()
          .uploader(open)
          .run(true, LOCK_WAIT_MILLIS, () -> inspection.surroundings().clock().millis() > end);
    }
    return new UploadResult(Stop.UNAVAILABLE, 0);
  }
}
