package vcluster.backend.dashboard;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vcluster.backend.registry.Registry;
import vcluster.backend.report.HealthReport;
import vcluster.backend.report.MatrixReport;
import vcluster.backend.report.Report;
import vcluster.backend.report.Thresholds;
import vcluster.backend.report.Topic;

/** Which page a path is, and how it is made of what is published. */
final class Pages {
  /** All that there are, without the endings of formats. */
  static final Set<String> PATHS =
      Set.of("/", "/overview", "/decide", "/item", "/failures", "/matrix", "/methodology");

  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
  private final Snapshots snapshots = new Snapshots();
  private final Clock clock;

  Pages(Clock clock) {
    this.clock = clock;
  }

  /** A page, or why there is none. */
  sealed interface Found {
    /** There it is. */
    record Made(DashboardPage page) implements Found {}

    /** Nothing has this address. */
    record Unknown() implements Found {}

    /** Nothing is published yet. */
    record NoFigures() implements Found {}
  }

  /**
   * Makes a page.
   *
   * @param path without the ending of its format
   * @param query the first value of each name
   */
  Found make(Connection connection, String path, Map<String, String> query) throws SQLException {
    Optional<Snapshot> latest = snapshots.latest(connection);
    if (latest.isEmpty()) {
      return new Found.NoFigures();
    }
    Snapshot snapshot = latest.get();
    Report decisions = snapshot.decisions();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    String head = decisions.head(today);
    return switch (path) {
      case "/", "/overview" ->
          new Found.Made(
              OverviewPage.of(
                  snapshot,
                  decisions,
                  HealthReport.of(snapshot.published(), snapshot.active(), today),
                  Registry.releaseDates(),
                  head));
      case "/decide" -> new Found.Made(DecidePage.of(decisions, head, query));
      case "/item" -> item(connection, snapshot, query, head);
      case "/failures" ->
          new Found.Made(FailuresPage.of(report(snapshot, Topic.FAILURES), decisions, head));
      case "/matrix" ->
          new Found.Made(
              MatrixPage.of(MatrixReport.of(snapshot.matrix(), MatrixReport.COVER), head));
      case "/methodology" ->
          new Found.Made(
              MethodologyPage.of(snapshot.published().survey(), Thresholds.DEFAULT, head));
      default -> new Found.Unknown();
    };
  }

  private static Report report(Snapshot snapshot, Topic topic) {
    return Report.of(topic, snapshot.published(), Thresholds.DEFAULT);
  }

  private static Found item(
      Connection connection, Snapshot snapshot, Map<String, String> query, String head)
      throws SQLException {
    String kind = query.getOrDefault("kind", "");
    String name = query.getOrDefault("name", "");
    Optional<Topic> topic = Topic.withKind(kind);
    if (topic.isEmpty()) {
      return new Found.Unknown();
    }
    Report one =
        report(snapshot, topic.get())
            .where(
                finding ->
                    finding.figures().kind().equals(kind) && finding.figures().name().equals(name));
    return one.findings().isEmpty()
        ? new Found.Unknown()
        : new Found.Made(
            ItemPage.of(
                one,
                snapshot.weeksOf(connection, kind, name),
                snapshot.mondays(),
                Registry.releaseDates(),
                head));
  }

  /** A page as HTML. */
  String html(DashboardPage page) {
    return render(page.template(), page);
  }

  /** A page that says what is wrong, and what to do. */
  String problem(String title, String text) {
    return render("problem.jte", new ProblemPage(PageFrame.plain(title), text));
  }

  private String render(String template, Object page) {
    StringOutput html = new StringOutput();
    templates.render(template, page, html);
    return html.toString();
  }
}
