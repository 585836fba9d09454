package vcluster.cli.inspect;

import vcluster.cli.Action;
import vcluster.cli.Invocation;
import vcluster.event.CommandException;
import vcluster.event.Failure;

/** {@code telemetry status}: on or off, why, where to, what is waiting, the last upload. */
public final class StatusCommand implements Action {
  @Override
  public int run(Invocation invocation) throws CommandException {
    StatusReport report = StatusReport.of(Inspection.of(invocation));
    if (Inspection.wantsJson(invocation)) {
      invocation.surroundings().out().println(StatusJson.of(report).toPrettyString());
    } else {
      new StatusText(report).print();
    }
    if (report.advice().isPresent()) {
      invocation.surroundings().out().flush();
      throw new CommandException(Failure.INTERNAL, report.advice().get().text());
    }
    return 0;
  }
}
