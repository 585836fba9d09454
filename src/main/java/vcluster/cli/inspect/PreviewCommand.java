package vcluster.cli.inspect;

import java.util.List;
import vcluster.cli.Action;
import vcluster.cli.Invocation;
import vcluster.cli.ParsedLine;
import vcluster.cli.Surroundings;
import vcluster.event.CommandException;
import vcluster.event.Event;
import vcluster.event.Failure;
import vcluster.upload.Route;

/** {@code telemetry preview}: the exact body for a command line; runs, sends and keeps nothing. */
public final class PreviewCommand implements Action {
  @Override
  public int run(Invocation invocation) throws CommandException {
    Inspection inspection = Inspection.of(invocation);
    Surroundings surroundings = invocation.surroundings();
    List<String> words = invocation.line().matchedPositionalValue(0, List.of("version"));
    ParsedLine line = ParsedLine.parse(words.toArray(new String[0]));
    if (!line.isRecorded()) {
      invocation.warn("This command is not recorded.");
      return 0;
    }
    Failure failure = line.mistake().isPresent() ? Failure.USAGE : null;
    Event event = line.event(surroundings, failure);
    String body = inspection.delivery().batches().of(List.of(event)).body();
    invocation.warn(destination(surroundings));
    inspection
        .consent()
        .decide()
        .decidedBy()
        .ifPresent(
            finding ->
                invocation.warn(
                    "Telemetry is off, so this would not be sent: "
                        + inspection.consent().describe(finding)));
    surroundings.out().println(body);
    return 0;
  }

  private static String destination(Surroundings surroundings) {
    Route route = Route.ofCli(surroundings.environment());
    return route instanceof Route.Open open
        ? "POST " + open.endpoint()
        : "Can't be sent: " + ((Route.Closed) route).reason();
  }
}
