package vcluster.cli.inspect;

import java.io.PrintStream;
import java.util.List;
import vcluster.cli.Action;
import vcluster.cli.Invocation;
import vcluster.cli.ParsedLine;
import vcluster.cli.Surroundings;
import vcluster.event.CommandException;
import vcluster.event.Event;
import vcluster.event.Failure;
import vcluster.upload.Route;

/**
 * {@code telemetry preview}: the exact body for a command line, at a terminal with its headers and
 * in a readable form; runs, sends and keeps nothing.
 */
public final class PreviewCommand implements Action {
  @Override
  public int run(Invocation invocation) throws CommandException {
    Inspection inspection = Inspection.of(invocation);
    ParsedLine line = line(invocation);
    if (!line.isRecorded()) {
      invocation.warn("This command is not recorded.");
      return 0;
    }
    Failure failure = null;
    if (line.mistake().isPresent()) {
      failure = Failure.USAGE;
      // The mistake itself may quote a secret, which has no place in a preview.
      invocation.warn("This command line has a mistake; only what comes before it is recorded.");
    }
    Event event = line.event(inspection.surroundings(), failure);
    String body = inspection.delivery().batches().of(List.of(event)).body();
    Route route = Route.ofCli(inspection.surroundings().environment());
    warnUnlessSent(invocation, inspection, route);
    if (Inspection.isForPeople(invocation)) {
      print(inspection.surroundings(), route, body);
    } else {
      inspection.surroundings().out().println(body);
    }
    return 0;
  }

  /** The line to show, which may begin with the program's name as it does in a shell. */
  private static ParsedLine line(Invocation invocation) {
    List<String> words = invocation.line().matchedPositionalValue(0, List.of("version"));
    boolean named = words.get(0).equals(invocation.line().commandSpec().root().name());
    List<String> line = named ? words.subList(1, words.size()) : words;
    return ParsedLine.parse(line.toArray(new String[0]));
  }

  private static void warnUnlessSent(Invocation invocation, Inspection inspection, Route route)
      throws CommandException {
    if (route instanceof Route.Closed closed) {
      invocation.warn("Can't be sent: " + closed.reason());
    } else if (!Inspection.isForPeople(invocation)) {
      invocation.warn("POST " + ((Route.Open) route).endpoint());
    }
    inspection
        .consent()
        .decide()
        .decidedBy()
        .ifPresent(
            finding ->
                invocation.warn(
                    "Telemetry is off, so this would not be sent: "
                        + inspection.consent().describe(finding)));
  }

  private static void print(Surroundings surroundings, Route route, String body) {
    PrintStream out = surroundings.out();
    RequestText request = RequestText.of(body);
    request.printDetails(out);
    out.println();
    if (route instanceof Route.Open open) {
      RequestText.printHead(
          out,
          "",
          open.endpoint().toString(),
          List.of(
              "Idempotency-Key: a random UUID, the same in every retry",
              "User-Agent: vcluster/" + surroundings.version()));
      out.println();
    }
    out.println(request.body().toPrettyString());
    out.println();
    out.println("The body is indented here. To see its exact bytes, add -o json or use a pipe.");
  }
}
