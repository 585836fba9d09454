package vcluster.cli.inspect;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import vcluster.cli.Action;
import vcluster.cli.CurrentConsent;
import vcluster.cli.Invocation;
import vcluster.cli.ParsedLine;
import vcluster.cli.Surroundings;
import vcluster.consent.Finding;
import vcluster.consent.Source;
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
    Optional<String> mistake = mistake(line, inspection.surroundings());
    Event event = line.event(inspection.surroundings(), mistake.isPresent() ? Failure.USAGE : null);
    String body = inspection.delivery().preview(List.of(event)).body();
    Route route = Route.ofCli(inspection.surroundings().environment());
    if (Inspection.isForPeople(invocation)) {
      print(inspection.surroundings(), route, body);
    } else {
      inspection.surroundings().out().println(body);
    }
    // Before what is special about it, as the terminal shows both.
    inspection.surroundings().out().flush();
    mistake.ifPresent(invocation::warn);
    warnUnlessSent(invocation, line, route);
    return 0;
  }

  /** What is wrong with the line; without its words, for one of them may be a secret. */
  private static Optional<String> mistake(ParsedLine line, Surroundings surroundings) {
    if (line.mistake().isPresent()) {
      return Optional.of("This command line has a mistake; only what comes before it is recorded.");
    }
    return line.isRefused(surroundings)
        ? Optional.of("This command line is refused; it is recorded with the error \"usage\".")
        : Optional.empty();
  }

  /** The line to show, which may begin with the program's name as it does in a shell. */
  private static ParsedLine line(Invocation invocation) {
    List<String> words = invocation.line().matchedPositionalValue(0, List.of("version"));
    boolean named = words.get(0).equals(invocation.line().commandSpec().root().name());
    List<String> line = named ? words.subList(1, words.size()) : words;
    return ParsedLine.parse(line.toArray(new String[0]));
  }

  private static void warnUnlessSent(Invocation invocation, ParsedLine line, Route route)
      throws CommandException {
    if (route instanceof Route.Closed closed) {
      invocation.warn("Can't be sent: " + closed.reason());
    } else if (!Inspection.isForPeople(invocation)) {
      invocation.warn("POST " + ((Route.Open) route).endpoint());
    }
    for (CurrentConsent consent : consents(invocation, line)) {
      Optional<Finding> off = consent.decide().decidedBy();
      if (off.isPresent()) {
        invocation.warn(
            "Telemetry is off, so this would not be sent: "
                + name(invocation, consent, off.get())
                + " "
                + off.get().detail());
        return;
      }
    }
  }

  private static List<CurrentConsent> consents(Invocation invocation, ParsedLine line) {
    List<CurrentConsent> consents = List.of();
    try {
      consents = invocation.consents(line, invocation.option("--config", ""));
    } catch (CommandException e) {
      // It quotes the path, which is the line's.
    }
    if (consents.isEmpty()) {
      invocation.warn("Not recorded, for it can't be told which file its --config means.");
    }
    return consents;
  }

  /** What the line itself names may be a secret. */
  private static String name(Invocation invocation, CurrentConsent consent, Finding finding)
      throws CommandException {
    return finding.source() == Source.CONFIG_FILE && !consent.files().equals(invocation.files())
        ? "the file of its --config"
        : consent.name(finding);
  }

  private static void print(Surroundings surroundings, Route route, String body) {
    PrintStream out = surroundings.out();
    RequestText request = RequestText.of(body);
    if (route instanceof Route.Open open) {
      RequestText.printHead(
          out,
          "",
          open.endpoint().toString(),
          List.of(
              "Idempotency-Key: a UUID, the same in every retry",
              "User-Agent: vcluster/" + surroundings.version()));
      out.println();
    }
    out.println(request.body().toPrettyString());
    out.println();
    out.println("Indented here. For the exact bytes, add -o json before -- or use a pipe.");
    out.println();
    // Last, where a small terminal still shows it.
    request.printDetails(out);
  }
}
