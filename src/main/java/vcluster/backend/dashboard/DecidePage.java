package vcluster.backend.dashboard;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vcluster.backend.report.ItemFinding;
import vcluster.backend.report.ItemVerdict;
import vcluster.backend.report.Report;
import vcluster.backend.report.Topic;

/**
 * Items by verdict.
 *
 * @param report all that were asked for
 * @param table those of one page
 * @param choice what was asked for
 */
public record DecidePage(
    PageFrame frame, Report report, TableView table, Choice choice, int number, int last)
    implements ReportPage {
  private static final int ITEMS = 100;
  private static final String PATH = "/decide";

  /** By which headings one can sort; verdicts come first without being asked for. */
  private static final Map<String, String> ORDERS =
      Map.of(
          "Verdict",
          "",
          "Item",
          Report.Order.NAME.word(),
          "90 days",
          Report.Order.MEMBERS.word(),
          "Share",
          Report.Order.SHARE.word());

  /**
   * What was asked for.
   *
   * @param verdict as it is typed; empty for those to be decided on, {@code all} for all
   * @param kind of items; empty for all
   * @param text that names contain, in any case
   * @param sort the word of an order; empty for the surest evidence first
   */
  public record Choice(String verdict, String kind, String text, String sort) {
    private static final String ALL = "all";

    /** The verdicts to choose from, by their words. */
    public static List<ItemVerdict> verdicts() {
      return Arrays.asList(ItemVerdict.values());
    }

    /** The kinds to choose from. */
    public static List<String> kinds() {
      return Topic.DECIDE.kinds();
    }

    static Choice of(Map<String, String> query) {
      return new Choice(
          one(query, "verdict", Stream.concat(Stream.of(ALL), options())),
          one(query, "kind", kinds().stream()),
          query.getOrDefault("q", "").strip(),
          one(query, "sort", Arrays.stream(Report.Order.values()).map(Report.Order::word)));
    }

    /** What nobody can choose is not chosen. */
    private static String one(Map<String, String> query, String name, Stream<String> all) {
      return all.filter(query.getOrDefault(name, "")::equals).findFirst().orElse("");
    }

    private static Stream<String> options() {
      return verdicts().stream().map(ItemVerdict::option);
    }

    Map<String, String> query() {
      Map<String, String> query = new LinkedHashMap<>();
      query.put("verdict", verdict);
      query.put("kind", kind);
      query.put("q", text);
      query.put("sort", sort);
      return query;
    }

    Choice sortedBy(String heading) {
      return new Choice(verdict, kind, text, heading);
    }

    boolean fits(ItemFinding finding) {
      return (kind.isEmpty() || finding.figures().kind().equals(kind))
          && (verdict.isEmpty()
              || verdict.equals(ALL)
              || finding.verdict().option().equals(verdict))
          && finding
              .figures()
              .name()
              .toLowerCase(Locale.ROOT)
              .contains(text.toLowerCase(Locale.ROOT));
    }
  }

  static DecidePage of(Report all, String head, Map<String, String> query) {
    Choice choice = Choice.of(query);
    Report chosen = choice.verdict().isEmpty() ? all.toDecide() : all;
    Report report = sorted(chosen.where(choice::fits), choice.sort());
    int last = Math.max(1, (report.findings().size() + ITEMS - 1) / ITEMS);
    int number = Math.min(pageNumber(query), last);
    PageFrame frame =
        PageFrame.of("Decide", PATH, Links.to("", choice.query()), head, report.survey());
    return new DecidePage(frame, report, table(report, choice, number), choice, number, last);
  }

  private static int pageNumber(Map<String, String> query) {
    String text = query.getOrDefault("page", "1");
    return text.matches("[1-9]\\d{0,5}") ? Integer.parseInt(text) : 1;
  }

  private static Report sorted(Report report, String sort) {
    return Arrays.stream(Report.Order.values())
        .filter(order -> order.word().equals(sort))
        .findFirst()
        .map(report::sorted)
        .orElse(report);
  }

  private static TableView table(Report report, Choice choice, int number) {
    Report page = report.part((number - 1) * ITEMS, ITEMS);
    TableView table = TableView.of("Items", page.sheet()).withItems(page.findings());
    List<TableView.Column> columns =
        table.columns().stream().map(column -> sortable(column, choice)).toList();
    return new TableView(table.caption(), columns, table.rows());
  }

  private static TableView.Column sortable(TableView.Column column, Choice choice) {
    Optional<String> order = Optional.ofNullable(ORDERS.get(column.heading()));
    return order
        .map(
            sort ->
                new TableView.Column(
                    column.heading(),
                    column.right(),
                    Links.to(PATH, choice.sortedBy(sort).query()),
                    sort.equals(choice.sort())
                        ? column.right() ? "descending" : "ascending"
                        : null))
        .orElse(column);
  }

  /** Where another page of the list is. */
  public String to(int other) {
    Map<String, String> query = choice.query();
    query.put("page", other == 1 ? "" : String.valueOf(other));
    return Links.to(PATH, query);
  }

  /** Such as {@code 101 to 200 of 1,234}. */
  public String range() {
    int items = report.findings().size();
    return items == 0
        ? "no items"
        : String.format(
            Locale.ROOT,
            "%,d to %,d of %,d",
            (number - 1) * ITEMS + 1,
            Math.min(number * ITEMS, items),
            items);
  }

  @Override
  public String template() {
    return "decide.jte";
  }
}
