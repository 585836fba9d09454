package vcluster.cli.inspect;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import vcluster.config.ConfigFile;
import vcluster.consent.Finding;
import vcluster.outbox.Undelivered;
import vcluster.outbox.Waiting;
import vcluster.upload.Route;
import vcluster.usage.PlainText;

/** {@code status} for people. */
record StatusText(StatusReport report) {
  void print() {
    PrintStream out = report.inspection().surroundings().out();
    lines().forEach(line -> out.println(PlainText.of(line)));
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(headline(), ""));
    lines.add("Checked in this order (any one can turn telemetry off):");
    report.decision().findings().forEach(finding -> lines.add(source(finding)));
    lines.add("");
    if (isDeleted()) {
      lines.add("Choose again    " + report.inspection().consent().choices());
    }
    boolean on = report.decision().on();
    if (on) {
      lines.add("Sends to        " + destination());
    }
    lines.add("Waiting         " + waiting());
    lines.add("Last upload     " + lastUpload());
    if (on) {
      report.nextUpload().ifPresent(next -> lines.add("Next upload     " + next.text()));
    }
    report
        .fault()
        .ifPresent(
            fault ->
                lines.add(
                    "Last fault      " + Inspection.text(fault.time()) + ", " + fault.text()));
    if (report.waiting().drops().total() > 0) {
      lines.add("Not delivered   " + drops(report.waiting().drops()));
    }
    return lines;
  }

  private String headline() {
    return report
        .decision()
        .decidedBy()
        .map(finding -> "Telemetry is off: " + reason(finding) + ".")
        .orElse("Telemetry is on.");
  }

  /** A headline that says twice what is off would be odd. */
  private String reason(Finding finding) {
    return describe(finding).replaceFirst("turns telemetry off$", "says so");
  }

  private String source(Finding finding) {
    boolean decided = report.decision().decidedBy().filter(finding::equals).isPresent();
    return (decided ? "> " : "  ") + describe(finding);
  }

  private String describe(Finding finding) {
    return report.inspection().consent().describe(finding);
  }

  /** Whether it is off because the config file has gone, which said so. */
  private boolean isDeleted() {
    return report
        .decision()
        .decidedBy()
        .filter(finding -> finding.detail().equals(ConfigFile.REMOVED))
        .isPresent();
  }

  private String destination() {
    if (report.route() instanceof Route.Open open) {
      return open.endpoint()
          + open.way().proxy().map(proxy -> " through the proxy " + proxy).orElse("");
    }
    return "nowhere (events are kept): " + ((Route.Closed) report.route()).reason();
  }

  private String waiting() {
    Waiting waiting = report.waiting();
    return waiting.oldest() == null
        ? absent("nothing")
        : Inspection.events(waiting.events())
            + ", oldest from "
            + Inspection.text(waiting.oldest());
  }

  private String lastUpload() {
    return report.lastUpload().map(LogCommand::line).orElseGet(() -> absent("none"));
  }

  private String absent(String word) {
    return report.complete() ? word : "unknown";
  }

  private static String drops(Undelivered drops) {
    return "%s: %d over the outbox limit, %d older than 30 days, %d refused by the server"
        .formatted(
            Inspection.events(drops.total()), drops.overflow(), drops.expired(), drops.refused());
  }
}
