package vcluster.backend.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vcluster.backend.report.Sheet.Column;

/**
 * How much of what is used somebody's tests run, and what they leave out.
 *
 * <p>Figures are of single items, so who has used nothing but tested ones can only be bounded: each
 * user of an untested item has not, and at worst no two of these users are the same one.
 *
 * @param items those of the registry and what it does not know, with what is published of them
 */
public record TestsReport(Survey survey, TestedItems tested, List<ItemFigures> items)
    implements Printable {
  private static final Set<String> OF_RUNS = Set.of("command", "option");
  private static final List<String> FIELDS =
      List.of(
          "kind",
          "name",
          "population",
          "members_28",
          "exposed",
          "share_of_all",
          "events",
          "failed",
          "risk");
  private static final String BOUNDS =
      "Figures are of single items: 'at most' is as if all users of untested items used the one"
          + " that most use, 'at least' as if no two of them were the same.";

  /**
   * Between which shares that of those is who were with nothing but tested items.
   *
   * @param of how many they are: members, or runs
   * @param untold how many untested items there are of which it is not told how often they were run
   */
  public record Bounds(long of, double atLeast, double atMost, long untold) {
    private static Bounds of(long all, long mostUntested, long leastUntested, long untold) {
      double whole = Math.max(1, all);
      return new Bounds(
          all,
          Math.max(0, 1 - mostUntested / whole),
          Math.max(0, 1 - leastUntested / whole),
          untold);
    }

    private String words(String what) {
      return Words.counted(of, what)
          + (of == 0
              ? "."
              : ": at least "
                  + ItemDecision.atLeast(atLeast)
                  + " and at most "
                  + ItemDecision.atMost(atMost)
                  + " with nothing that is untested.");
    }
  }

  /** Of what is published. */
  public static TestsReport of(PublishedFigures published, TestedItems tested) {
    return new TestsReport(
        published.survey(),
        tested,
        published.items().stream()
            .filter(figures -> Topic.DECIDE.kinds().contains(figures.kind()))
            .toList());
  }

  /** Members of a population in 28 days. */
  public Bounds members(String population) {
    List<ItemFigures> left =
        untestedAlone().filter(figures -> figures.population().equals(population)).toList();
    return Bounds.of(
        established(population),
        left.stream().mapToLong(figures -> figures.members28().most()).sum(),
        left.stream().mapToLong(figures -> figures.members28().least()).max().orElse(0),
        0);
  }

  /**
   * Runs of commands in 28 days that are told, those of 5 machines or more. A run has one command,
   * so runs of untested ones add up; an option may be in a run twice, so its number may be too
   * great, and counts for the lower bound alone.
   */
  public Bounds runs() {
    return Bounds.of(
        events(items.stream().filter(TestsReport::isCommand)),
        events(untestedAlone().filter(figures -> OF_RUNS.contains(figures.kind()))),
        events(untested().filter(TestsReport::isCommand)),
        untested()
            .filter(figures -> OF_RUNS.contains(figures.kind()) && figures.events().isEmpty())
            .count());
  }

  private static long events(Stream<ItemFigures> items) {
    return items.mapToLong(figures -> figures.events().orElse(0)).sum();
  }

  private static boolean isCommand(ItemFigures figures) {
    return figures.kind().equals("command");
  }

  private Stream<ItemFigures> untested() {
    return items.stream().filter(figures -> !tested.contains(figures));
  }

  /** Without the options of untested commands: who used one has used the command, too. */
  private Stream<ItemFigures> untestedAlone() {
    Set<String> commands =
        untested()
            .filter(TestsReport::isCommand)
            .map(ItemFigures::name)
            .collect(Collectors.toSet());
    return untested()
        .filter(
            figures -> !(figures.kind().equals("option") && commands.contains(command(figures))));
  }

  /** Of an option, whose name is the last word of its item. */
  private static String command(ItemFigures option) {
    int blank = option.name().lastIndexOf(' ');
    return blank < 0 ? "" : option.name().substring(0, blank);
  }

  private long established(String population) {
    Survey.Population known = survey.populations().get(population);
    return known == null ? 0 : known.established().least();
  }

  /** What is used and untested, the riskiest first. */
  public List<ItemFigures> untestedByRisk() {
    return untested()
        .filter(figures -> !figures.members28().isZero())
        .sorted(
            Comparator.comparingDouble((ItemFigures figures) -> -risk(figures))
                .thenComparing(ItemFigures::kind)
                .thenComparing(ItemFigures::name))
        .toList();
  }

  /**
   * Exposure times use, which is the share of all members who used it, times failure, which is the
   * share of runs that failed by the rule of succession (Laplace 1814): what has not failed in few
   * runs may yet.
   */
  private double risk(ItemFigures figures) {
    double failure = (figures.failed().orElse(0) + 1.0) / (figures.events().orElse(0) + 2.0);
    return share(figures) * failure;
  }

  private double share(ItemFigures figures) {
    double all = Math.max(1, established(figures.population()));
    return Math.min(1, figures.members28().most() / all);
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "%s of %s %s tested."
            .formatted(
                Words.number(tested.items().size()),
                Words.counted(known(), "item"),
                tested.items().size() == 1 ? "is" : "are"));
    Bounds runs = runs();
    notes.add(runs.words("run"));
    notes.add(members("machine").words("machine"));
    notes.add(members("instance").words("instance"));
    notes.add(BOUNDS);
    if (runs.untold() > 0) {
      notes.add(
          runs.untold() == 1
              ? "1 untested command or option was used by fewer than 5 machines: its runs are not"
                  + " published and not in these numbers."
              : "%s untested commands and options were used by fewer than 5 machines: their runs are"
                      .formatted(Words.number(runs.untold()))
                  + " not published and not in these numbers.");
    }
    return notes;
  }

  /** Without what the registry does not know. */
  private long known() {
    return items.stream().filter(figures -> !figures.name().equals("*")).count();
  }

  @Override
  public Sheet sheet() {
    return new Sheet(
        List.of(
            new Column("UNTESTED", false),
            new Column("28 DAYS", true),
            new Column("OF ALL", true),
            new Column("EVENTS", true),
            new Column("FAILED", true)),
        untestedByRisk().stream()
            .map(
                figures ->
                    List.of(
                        figures.kind() + ' ' + figures.name(),
                        Words.members(figures.members28(), figures.once28()),
                        figures.members28().exact().isPresent()
                            ? ItemDecision.percent(share(figures))
                            : "at most " + ItemDecision.atMost(share(figures)),
                        Words.number(figures.events()),
                        failed(figures.failed(), figures.events())))
            .toList());
  }

  private static String failed(OptionalLong failed, OptionalLong events) {
    return failed.isEmpty() || events.orElse(0) == 0
        ? Words.UNTOLD
        : ItemDecision.percent((double) failed.getAsLong() / events.getAsLong());
  }

  @Override
  public Sheet cells() {
    return ReportJson.cells(FIELDS, untestedByRisk().stream().map(this::json).toList());
  }

  @Override
  public ObjectNode json() {
    ObjectNode json = ReportJson.envelope("tests", survey);
    json.put("tested_items", tested.items().size()).put("known_items", known());
    Bounds runs = runs();
    json.set("runs", json(runs).put("untold_items", runs.untold()));
    json.set("machines", json(members("machine")));
    json.set("instances", json(members("instance")));
    ArrayNode untested = json.putArray("untested");
    untestedByRisk().forEach(figures -> untested.add(json(figures)));
    return json;
  }

  private static ObjectNode json(Bounds bounds) {
    return ReportJson.object()
        .put("of", bounds.of())
        .put("at_least", bounds.atLeast())
        .put("at_most", bounds.atMost());
  }

  private ObjectNode json(ItemFigures figures) {
    ObjectNode json = ReportJson.name(figures);
    ReportJson.put(json, "members_28", figures.members28());
    ReportJson.put(json, "exposed", figures.exposed());
    if (figures.members28().exact().isPresent()) {
      json.put("share_of_all", share(figures));
    }
    figures.events().ifPresent(events -> json.put("events", events));
    figures.failed().ifPresent(failed -> json.put("failed", failed));
    return json.put("risk", risk(figures));
  }
}
