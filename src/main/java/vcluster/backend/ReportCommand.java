package vcluster.backend;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vcluster.backend.report.ItemFinding;
import vcluster.backend.report.ItemVerdict;
import vcluster.backend.report.PublishedFigures;
import vcluster.backend.report.Report;
import vcluster.backend.report.Thresholds;
import vcluster.backend.report.Topic;
import vcluster.backend.store.DatabaseTrouble;
import vcluster.backend.store.Role;
import vcluster.server.ServerException;
import vcluster.usage.PlainText;
import vcluster.usage.UsageError;

/** Prints what is published. */
@Command(
    name = "report",
    header = "Show who uses what, and what may be removed.",
    description = {
      "",
      "Figures are of 28 and 90 days up to yesterday, published once a day. Groups of fewer than 5"
          + " are '<5'."
    },
    footer = {
      "",
      "Exits 1 if nothing is published yet, 3 if --fail-on found something.",
      "",
      "Examples:",
      "  vcluster-backend report decide",
      "  vcluster-backend report options --data ./vcluster-backend-demo",
      "  vcluster-backend report decide \"vcluster create --expose\" -o markdown",
      "  vcluster-backend report decide --fail-on removable -o json"
    })
final class ReportCommand implements Callable<Integer> {
  private static final int FOUND = 3;
  private static final int OF_EACH = 15;
  private static final int FEW = 12;

  private enum Form {
    table,
    json,
    csv,
    markdown
  }

  private final BackendContext context;
  private final Settings settings;

  @Spec private CommandSpec command = CommandSpec.create();

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "REPORT",
      description =
          "decide, commands, options, flags, controllers, helm, kubernetes, versions, platforms,"
              + " syncs or failures (default: decide)")
  private String topic = "decide";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ITEM",
      description = "Only this one, such as \"vcluster create --expose\"")
  private @Nullable String item;

  @Option(
      names = "--verdict",
      paramLabel = "VERDICT",
      split = ",",
      description =
          "Only items with this verdict: removable, unused, unused-weak, little-used, keep,"
              + " cant-tell, gone or not-measured; may be repeated")
  private List<String> verdicts = List.of();

  @Option(names = "--all", description = "With decide: all items, also those to keep")
  private boolean all;

  @Option(
      names = "--fail-on",
      paramLabel = "VERDICT",
      split = ",",
      description = "Exit with 3 if an item has this verdict, shown or not; may be repeated")
  private List<String> failOn = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "Output format: table, json, csv or markdown (default: table)")
  private Form form = Form.table;

  ReportCommand(BackendContext context, Settings settings) {
    this.context = context;
    this.settings = settings;
  }

  @Override
  public Integer call() throws ServerException {
    Topic about =
        Topic.of(topic)
            .orElseThrow(
                () ->
                    unknown(
                        "no report '" + PlainText.cut(topic) + "'", topic, Topic.words().toList()));
    Set<ItemVerdict> shown = verdicts("--verdict", verdicts);
    Set<ItemVerdict> fatal = verdicts("--fail-on", failOn);
    if (!about.isDecided() && !(shown.isEmpty() && fatal.isEmpty())) {
      throw new ParameterException(
          command.commandLine(),
          "'" + topic + "' has no verdicts: --verdict and --fail-on are for decide and its parts");
    }
    Optional<PublishedFigures> published = read();
    if (published.isEmpty()) {
      throw new ServerException(
          "no figures yet: they are published after 00:30 UTC for the days that are over."
              + " 'vcluster-backend stats' says what is stored, 'vcluster-backend demo' makes a"
              + " database to look at");
    }
    Report whole = Report.of(about, published.get(), Thresholds.DEFAULT);
    Report asked = item == null ? whole : one(whole, item);
    Report report = asked;
    if (!shown.isEmpty()) {
      report = asked.where(finding -> shown.contains(finding.verdict()));
    } else if (item == null && about == Topic.DECIDE && !all) {
      report = asked.toDecide();
    }
    boolean cut = form == Form.table && about == Topic.DECIDE && !all && shown.isEmpty();
    Report listed = cut ? report.first(OF_EACH) : report;
    context.out().println(text(listed));
    if (listed.findings().size() < report.findings().size()) {
      context
          .out()
          .println(
              "\n"
                  + (report.findings().size() - listed.findings().size())
                  + " more; see --verdict, --all, or -o csv.");
    }
    context.out().flush();
    return asked.findings().stream().map(ItemFinding::verdict).anyMatch(fatal::contains)
        ? FOUND
        : 0;
  }

  private Optional<PublishedFigures> read() throws ServerException {
    try (DatabaseServer server = database.use(context, settings);
        HikariDataSource source = server.open(Role.REPORT);
        Connection connection = source.getConnection()) {
      return PublishedFigures.read(connection);
    } catch (SQLException e) {
      throw new ServerException(
          "can't read what is published: " + DatabaseTrouble.describe(e, Role.REPORT), e);
    }
  }

  private Report one(Report report, String name) {
    Report one =
        report.where(
            finding ->
                finding.figures().name().equals(name)
                    || report.label(finding.figures()).equals(name));
    if (one.findings().isEmpty()) {
      throw unknown(
          "no item '" + PlainText.cut(name) + "' in this report",
          name,
          report.findings().stream().map(finding -> finding.figures().name()).distinct().toList());
    }
    return one;
  }

  private Set<ItemVerdict> verdicts(String option, List<String> words) {
    return words.stream()
        .map(
            word ->
                Arrays.stream(ItemVerdict.values())
                    .filter(verdict -> verdict.option().equals(word))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            unknown(
                                option + ": no verdict '" + PlainText.cut(word) + "'",
                                word,
                                Arrays.stream(ItemVerdict.values())
                                    .map(ItemVerdict::option)
                                    .toList())))
        .collect(Collectors.toSet());
  }

  private ParameterException unknown(String problem, String word, List<String> known) {
    List<String> similar = UsageError.similar(word, known.stream());
    return new ParameterException(
        command.commandLine(),
        problem
            + (similar.isEmpty()
                ? known.size() <= FEW ? "; there are " + String.join(", ", known) : ""
                : "; did you mean '" + similar.get(0) + "'?"));
  }

  private String text(Report report) {
    String head = report.head(LocalDate.ofInstant(context.clock().instant(), ZoneOffset.UTC));
    return switch (form) {
      case json -> report.json();
      case csv -> report.cells().csv();
      case markdown -> head + ".\n\n" + report.sheet().markdown();
      case table ->
          head + "\n\n" + (report.findings().isEmpty() ? "Nothing." : report.sheet().table());
    };
  }
}
