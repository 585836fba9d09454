package vcluster.backend;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vcluster.backend.report.ActiveWeeks;
import vcluster.backend.report.DiffReport;
import vcluster.backend.report.HealthReport;
import vcluster.backend.report.ItemFinding;
import vcluster.backend.report.ItemVerdict;
import vcluster.backend.report.MatrixReport;
import vcluster.backend.report.Printable;
import vcluster.backend.report.PublishedFigures;
import vcluster.backend.report.PublishedHistory;
import vcluster.backend.report.PublishedMatrix;
import vcluster.backend.report.RemovalIssue;
import vcluster.backend.report.Report;
import vcluster.backend.report.ReportForm;
import vcluster.backend.report.Share;
import vcluster.backend.report.Sheet.Screen;
import vcluster.backend.report.Survey;
import vcluster.backend.report.TestedItems;
import vcluster.backend.report.TestsReport;
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
      "Reports: decide, commands, options, flags, controllers, helm, kubernetes, versions,"
          + " platforms, syncs, failures, matrix, tests, health, diff.",
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
      "  vcluster-backend report options --data ./vcluster-backend-demo --below 1%%",
      "  vcluster-backend report decide \"vcluster create --expose\" -o markdown",
      "  vcluster-backend report decide --fail-on removable -o json",
      "  vcluster-backend report tests --tested tested.txt"
    })
final class ReportCommand implements Callable<Integer> {
  private static final int FOUND = 3;
  private static final int OF_EACH = 15;
  private static final int FEW = 20;
  private static final String MATRIX = "matrix";
  private static final String TESTS = "tests";
  private static final String HEALTH = "health";
  private static final String DIFF = "diff";

  /** How many days before is the publication that plain {@code report} compares with. */
  private static final int WEEK = 7;

  /** Reports that are no lists of items. */
  private static final List<String> OTHERS = List.of(MATRIX, TESTS, HEALTH, DIFF);

  /** Reports that leave something out unless all is asked for. */
  private static final List<String> ALL = List.of(Topic.DECIDE.word(), MATRIX);

  /** How a terminal shows a verdict: what may go stands out, what nobody can tell does not. */
  private static final Map<ItemVerdict, String> STYLES =
      new EnumMap<>(
          Map.of(
              ItemVerdict.REMOVABLE, "bold,green",
              ItemVerdict.UNUSED, "green",
              ItemVerdict.UNUSED_WEAK, "green",
              ItemVerdict.LITTLE_USED, "yellow",
              ItemVerdict.CANT_TELL, "faint",
              ItemVerdict.GONE, "faint",
              ItemVerdict.NOT_MEASURED, "faint"));

  private final BackendContext context;
  private final Settings settings;

  @Spec private CommandSpec command = CommandSpec.create();

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "REPORT",
      description = "One of the reports above (default: decide, and how many verdicts changed)")
  private @Nullable String given;

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

  @Option(
      names = "--below",
      paramLabel = "SHARE",
      description = "Only items whose share is surely below this, such as 1%%")
  private @Nullable String below;

  @Option(
      names = "--sort",
      paramLabel = "COLUMN",
      description =
          "Sort by name, members (90 days), share, trend, events or failed, the greatest first"
              + " (default: decide by verdict, others by members)")
  private @Nullable String sort;

  @Option(names = "--all", description = "With decide and matrix: all there is")
  private boolean all;

  @Option(
      names = "--tested",
      paramLabel = "FILE",
      description =
          "With tests: what they run, an item on each line, such as 'option vcluster create"
              + " --expose'")
  private @Nullable Path tested;

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description =
          "With diff: the verdicts of this day, else of the last one before it, against those of"
              + " now")
  private @Nullable String since;

  @Option(
      names = "--census",
      description =
          "For a fleet of one's own, all of which is counted: shares without intervals, and few"
              + " members are enough for a verdict")
  private boolean census;

  @Option(
      names = "--threshold",
      paramLabel = "NAME=VALUE",
      split = ",",
      description =
          "Where verdicts begin: kept=1%%, removable=0.1%%, fewest=300, some=1000, many=3000,"
              + " days=90, rolled-out=20%%; may be repeated")
  private List<String> thresholds = List.of();

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
  private ReportForm form = ReportForm.table;

  /** What a report reads. */
  private interface Reading<T> {
    Optional<T> from(Connection connection) throws SQLException;
  }

  ReportCommand(BackendContext context, Settings settings) {
    this.context = context;
    this.settings = settings;
  }

  /** What decide is made of, and what was published a week before; empty if that is not asked. */
  private record Weeks(PublishedFigures now, Optional<PublishedFigures> before) {}

  @Override
  public Integer call() throws ServerException {
    String word = word();
    Optional<Topic> topic = Topic.of(word);
    if (topic.isEmpty() && !OTHERS.contains(word)) {
      throw unknown(
          "no report '" + PlainText.cut(word) + "'",
          word,
          Stream.concat(Topic.words(), OTHERS.stream()).toList());
    }
    requireOptionsOf(word);
    if (topic.isPresent()) {
      return list(topic.get());
    }
    requireNoList(word);
    print(
        switch (word) {
          case MATRIX -> MatrixReport.of(read(PublishedMatrix::read), all ? 1 : MatrixReport.COVER);
          case TESTS -> tests();
          case DIFF -> diff();
          default -> health();
        });
    return 0;
  }

  /** An option that would do nothing was meant for another report. */
  private void requireOptionsOf(String word) {
    if (since != null && !word.equals(DIFF)) {
      throw wrong("--since is for diff");
    }
    if (tested != null && !word.equals(TESTS)) {
      throw wrong("--tested is for tests");
    }
    if (all && !ALL.contains(word)) {
      throw wrong("--all is for " + String.join(" and ", ALL) + "; others list all there is");
    }
  }

  /** What asks for items makes no sense where none are listed. */
  private void requireNoList(String word) {
    boolean deciding = census || !thresholds.isEmpty();
    if (item != null
        || below != null
        || sort != null
        || (deciding && !word.equals(DIFF))
        || !(verdicts.isEmpty() && failOn.isEmpty())) {
      throw wrong(
          "'"
              + word
              + "' is no list of items: ITEM, --verdict, --fail-on, --below, --sort, --census and"
              + " --threshold are for those");
    }
  }

  private Printable tests() throws ServerException {
    if (tested == null) {
      throw wrong("'tests' needs --tested FILE, with what the tests run");
    }
    TestedItems known;
    try {
      known = TestedItems.parse(Files.readAllLines(tested));
    } catch (IllegalArgumentException e) {
      throw wrong(tested + ": " + e.getMessage());
    } catch (IOException e) {
      String problem = e instanceof NoSuchFileException ? "no such file" : e.toString();
      throw new ServerException("can't read " + tested + ": " + problem, e);
    }
    return TestsReport.of(read(PublishedFigures::read), known);
  }

  private Printable diff() throws ServerException {
    LocalDate day;
    try {
      day = LocalDate.parse(Objects.requireNonNullElse(since, ""));
    } catch (DateTimeParseException e) {
      throw wrong("'diff' needs --since DATE, such as " + today().minusDays(WEEK));
    }
    if (day.isAfter(today())) {
      throw wrong("--since: " + day + " is in the future");
    }
    Thresholds thresholds = thresholds();
    return read(connection -> DiffReport.read(connection, day, thresholds));
  }

  private String word() {
    return Objects.requireNonNullElse(given, Topic.DECIDE.word());
  }

  private Optional<Weeks> weeks(Connection connection) throws SQLException {
    Optional<PublishedFigures> now = PublishedFigures.read(connection);
    if (now.isEmpty()) {
      return Optional.empty();
    }
    LocalDate day = now.get().survey().day().minusDays(WEEK);
    return Optional.of(
        new Weeks(
            now.get(), given == null ? PublishedHistory.read(connection, day) : Optional.empty()));
  }

  /** How many verdicts have changed in a week; nothing before there are any of earlier days. */
  private void printChanges(Weeks weeks) {
    Survey survey = weeks.now().survey();
    weeks
        .before()
        .filter(before -> before.survey().day().isBefore(survey.day()))
        .map(before -> DiffReport.of(before, weeks.now(), before.survey().day(), thresholds()))
        .ifPresent(
            diff ->
                context
                    .out()
                    .println(
                        diff.changed()
                            + (diff.changes().isEmpty()
                                ? ""
                                : " See 'vcluster-backend report diff --since "
                                    + diff.since()
                                    + "'.")
                            + "\n"));
  }

  private Printable health() throws ServerException {
    return read(
        connection -> {
          Optional<PublishedFigures> figures = PublishedFigures.read(connection);
          if (figures.isEmpty()) {
            return Optional.empty();
          }
          ActiveWeeks weeks = ActiveWeeks.read(connection, figures.get().survey());
          return Optional.of(HealthReport.of(figures.get(), weeks, today()));
        });
  }

  private int list(Topic topic) throws ServerException {
    Set<ItemVerdict> shown = verdicts("--verdict", verdicts);
    Set<ItemVerdict> fatal = verdicts("--fail-on", failOn);
    if (!topic.isDecided() && !(shown.isEmpty() && fatal.isEmpty())) {
      throw wrong(
          "'" + word() + "' has no verdicts: --verdict and --fail-on are for decide and its parts");
    }
    Optional<Report.Order> order = Optional.ofNullable(sort).map(this::order);
    OptionalDouble limit = below == null ? OptionalDouble.empty() : limit(below);
    // Before the database is opened: a misspelt one is told at once.
    Thresholds chosen = thresholds();
    Weeks weeks = read(this::weeks);
    Report whole = Report.of(topic, weeks.now(), chosen);
    Report asked = item == null ? whole : one(whole, item);
    boolean decided = topic == Topic.DECIDE && !all && shown.isEmpty();
    Report report = decided && item == null ? asked.toDecide() : asked;
    if (!shown.isEmpty()) {
      report = report.where(finding -> shown.contains(finding.verdict()));
    }
    if (limit.isPresent()) {
      report = report.below(limit.getAsDouble());
    }
    Report listed = form == ReportForm.table && decided ? report.first(OF_EACH) : report;
    if (form == ReportForm.table || form == ReportForm.markdown) {
      printChanges(weeks);
    }
    context.out().println(text(order.isPresent() ? listed.sorted(order.get()) : listed));
    context.out().flush();
    int more = report.findings().size() - listed.findings().size();
    if (more > 0) {
      context.out().println("\n" + more + " more; see --verdict, --all, or -o csv.");
    }
    context.out().flush();
    return asked.findings().stream().map(ItemFinding::verdict).anyMatch(fatal::contains)
        ? FOUND
        : 0;
  }

  /** In the chosen form; in Markdown, what is asked for alone is for an issue. */
  private String text(Report report) {
    return Optional.of(report)
        .filter(any -> item != null && form == ReportForm.markdown)
        .flatMap(RemovalIssue::of)
        .map(issue -> issue.markdown(today()))
        .orElseGet(() -> form.print(report, today(), screen()));
  }

  private <T> T read(Reading<T> reading) throws ServerException {
    Optional<T> published;
    try (DatabaseServer server = database.use(context, settings);
        HikariDataSource source = server.open(Role.REPORT);
        Connection connection = source.getConnection()) {
      published = reading.from(connection);
    } catch (SQLException e) {
      throw new ServerException(
          "can't read what is published: " + DatabaseTrouble.describe(e, Role.REPORT), e);
    }
    return published.orElseThrow(
        () ->
            new ServerException(
                "no figures yet: they are published after 00:30 UTC for the days that are over."
                    + " 'vcluster-backend stats' says what is stored, 'vcluster-backend demo' makes"
                    + " a database to look at"));
  }

  private Thresholds thresholds() {
    Thresholds chosen = census ? Thresholds.CENSUS : Thresholds.DEFAULT;
    for (String threshold : thresholds) {
      String name = threshold.replaceFirst("=.*", "");
      List<String> known = List.copyOf(chosen.values().keySet());
      if (!known.contains(name)) {
        throw unknown("--threshold: no threshold '" + PlainText.cut(name) + "'", name, known);
      }
      try {
        chosen =
            chosen.with(name, threshold.substring(Math.min(threshold.length(), name.length() + 1)));
      } catch (IllegalArgumentException e) {
        throw wrong("--threshold: " + PlainText.cut(threshold) + ": " + e.getMessage());
      }
    }
    return chosen;
  }

  private Report.Order order(String column) {
    return one("--sort: no column", column, Report.Order.values(), Report.Order::word);
  }

  private OptionalDouble limit(String share) {
    OptionalDouble limit = Share.parse(share);
    if (limit.isEmpty()) {
      throw wrong("--below: '" + PlainText.cut(share) + "' is no share, such as 1% or 0.01");
    }
    return limit;
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
        .map(it -> one(option + ": no verdict", it, ItemVerdict.values(), ItemVerdict::option))
        .collect(Collectors.toSet());
  }

  private <T> T one(String problem, String typed, T[] values, Function<T, String> words) {
    return Arrays.stream(values)
        .filter(value -> words.apply(value).equals(typed))
        .findFirst()
        .orElseThrow(
            () ->
                unknown(
                    problem + " '" + PlainText.cut(typed) + "'",
                    typed,
                    Arrays.stream(values).map(words).toList()));
  }

  private ParameterException unknown(String problem, String typed, List<String> known) {
    List<String> similar = UsageError.similar(typed, known.stream());
    return wrong(
        problem
            + (similar.isEmpty()
                ? known.size() <= FEW ? "; there are " + String.join(", ", known) : ""
                : "; did you mean '" + similar.get(0) + "'?"));
  }

  private ParameterException wrong(String problem) {
    return new ParameterException(command.commandLine(), problem);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(context.clock().instant(), ZoneOffset.UTC);
  }

  private void print(Printable report) {
    context.out().println(form.print(report, today(), screen()));
    context.out().flush();
  }

  private Screen screen() {
    return context.outIsTerminal()
        ? new Screen(command.usageMessage().width(), this::painted)
        : Screen.NONE;
  }

  private String painted(String cell) {
    Ansi ansi = command.commandLine().getColorScheme().ansi();
    return Arrays.stream(ItemVerdict.values())
        .filter(verdict -> verdict.words().equals(cell) && STYLES.containsKey(verdict))
        .findFirst()
        .map(verdict -> ansi.string("@|" + STYLES.get(verdict) + " " + cell + "|@"))
        .orElse(cell);
  }
}
