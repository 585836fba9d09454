package vcluster.cli.inspect;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vcluster.outbox.RetryNote;
import vcluster.outbox.Waiting;
import vcluster.upload.LoggedRequest;
import vcluster.upload.Route;
import vcluster.upload.UploadResult;
import vcluster.upload.UploadResult.Stop;

/**
 * What {@code flush} tells.
 *
 * @param before what waited when it began
 * @param after what waits now
 * @param last the last request, of whichever uploader
 * @param refused how many events the server has refused since the last flush told of some
 */
record FlushReport(
    Inspection inspection,
    Route route,
    UploadResult result,
    Waiting before,
    Waiting after,
    Optional<LoggedRequest> last,
    long refused) {
  private static final String SEE_LOG = "; see 'vcluster telemetry log'";
  private static final int PROXY_LOGIN = 407;

  /** Whether an event is left, or was refused and nobody was told yet. */
  boolean failed() {
    return after.events() > 0 || refused > 0;
  }

  /** What became of the events, without a period at its end. */
  String text() {
    List<String> parts = new ArrayList<>();
    add(parts, result.delivered(), " delivered");
    add(parts, deleted(), " deleted because telemetry is off");
    add(parts, expired(), " dropped after 30 days");
    add(parts, refused, " refused by the server and dropped" + SEE_LOG);
    add(parts, after.events(), " still waiting: " + reason());
    return parts.isEmpty() ? nothing() : String.join("; ", parts);
  }

  /** The format in docs/formats.md. */
  ObjectNode json() {
    return new ObjectMapper()
        .createObjectNode()
        .put("delivered", result.delivered())
        .put("deleted", deleted())
        .put("expired", expired())
        .put("refused", refused)
        .put("waiting", after.events())
        .put("problem", failed() ? text() : null);
  }

  private static void add(List<String> parts, long events, String fate) {
    if (events > 0) {
      parts.add(Inspection.events(events) + fate);
    }
  }

  private String nothing() {
    String upload = last.map(request -> "; last upload: " + LogCommand.line(request)).orElse("");
    return "nothing is waiting" + upload;
  }

  private long expired() {
    return after.drops().expired() - before.drops().expired();
  }

  private int deleted() {
    return result.stop() == Stop.OFF && after.events() == 0
        ? Math.max(0, before.events() - result.delivered())
        : 0;
  }

  private String reason() {
    return switch (result.stop()) {
      case OFF -> "telemetry is off; run 'vcluster telemetry status' to see why";
      case BUSY -> "another upload is running; run it again in a moment";
      case WAITING -> "the server asked to wait until " + Inspection.text(serverNotBefore());
      case EMPTY -> "recorded during the upload; run it again";
      case TIME_UP -> "the upload took too long; run it again";
      case UNAVAILABLE ->
          route instanceof Route.Open open ? answer(open) : ((Route.Closed) route).reason();
    };
  }

  private long serverNotBefore() {
    return RetryNote.read(inspection.folder().retry())
        .serverNotBefore(inspection.surroundings().now());
  }

  private String answer(Route.Open open) {
    int status = last.map(LoggedRequest::status).orElse(0);
    Optional<String> proxy = open.way().proxy();
    if (status == PROXY_LOGIN && proxy.isPresent()) {
      return "the proxy " + proxy.get() + " answered 407; check the login in HTTPS_PROXY";
    }
    String server = open.endpoint().getAuthority();
    return status > 0
        ? server + " answered " + status + "; a later command tries again"
        : "no answer from %s (%s); a later command tries again"
            .formatted(server, last.map(LogCommand::answer).orElse("unknown"));
  }
}
