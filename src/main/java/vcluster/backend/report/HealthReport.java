package vcluster.backend.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vcluster.backend.report.Sheet.Column;

/**
 * How far the figures can be trusted: how old they are, what is missing, and how much of it nobody
 * knows the name of.
 *
 * @param kinds in the order of their populations and names
 * @param gaps the Mondays of the weeks without events, of each population
 */
public record HealthReport(
    Survey survey, LocalDate today, List<Kind> kinds, Map<String, List<LocalDate>> gaps)
    implements Printable {
  private static final String UNKNOWN = "*";
  private static final List<String> FIELDS =
      List.of(
          "population",
          "kind",
          "members_28",
          "once_28",
          "once_share",
          "unknown_28",
          "unknown_once_28",
          "unknown_share",
          "events",
          "unknown_events",
          "unknown_event_share");
  private static final String MASKED =
      "Events of items that fewer than 5 members were seen with are not published and in no total,"
          + " so the true share of events that are unknown may be lower.";
  private static final String REFUSED =
      "What was refused is not published. The metric vcluster_backend_events_rejected_total counts"
          + " it by reason, and 'vcluster-backend stats' what was answered and not stored.";

  /**
   * What is unknown of a kind of items in 28 days.
   *
   * @param unknown established members who were seen with what has no name
   * @param once those of one day
   * @param events of all items of which it is told
   * @param unknownEvents of those without a name; empty where it is not told
   */
  public record Kind(
      String population,
      String name,
      Count unknown,
      OptionalLong once,
      long events,
      OptionalLong unknownEvents) {}

  /** Of what is published. */
  public static HealthReport of(PublishedFigures published, ActiveWeeks weeks, LocalDate today) {
    Survey survey = published.survey();
    Map<String, List<ItemFigures>> byKind =
        published.items().stream()
            .collect(Collectors.groupingBy(ItemFigures::kind, TreeMap::new, Collectors.toList()));
    Map<String, List<LocalDate>> gaps = new TreeMap<>();
    survey.populations().keySet().forEach(name -> gaps.put(name, weeks.gaps(survey, name)));
    return new HealthReport(
        survey,
        today,
        byKind.values().stream()
            .map(HealthReport::kind)
            .sorted(Comparator.comparing(Kind::population))
            .toList(),
        gaps);
  }

  private static Kind kind(List<ItemFigures> items) {
    Optional<ItemFigures> unknown =
        items.stream().filter(figures -> figures.name().equals(UNKNOWN)).findFirst();
    return new Kind(
        items.get(0).population(),
        items.get(0).kind(),
        unknown.map(ItemFigures::members28).orElse(Count.of(0L)),
        unknown.map(ItemFigures::once28).orElse(OptionalLong.of(0)),
        items.stream().mapToLong(figures -> figures.events().orElse(0)).sum(),
        unknown.map(ItemFigures::events).orElse(OptionalLong.of(0)));
  }

  /** How many days since the last one that is counted have ended. */
  private long age() {
    return Math.max(0, ChronoUnit.DAYS.between(survey.day(), today) - 1);
  }

  /** For how many days there are events, up to the last one that is counted. */
  private OptionalLong recorded() {
    return survey.since().stream()
        .mapToLong(since -> ChronoUnit.DAYS.between(since, survey.day()) + 1)
        .findFirst();
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        age() == 0
            ? "The figures are up to date: all days that are over are counted."
            : age() == 1
                ? "1 day that is over is not counted yet."
                : Words.number(age()) + " days that are over are not counted yet.");
    notes.add(
        "There are events of %s; rows are kept for %d."
            .formatted(
                recorded().isPresent() ? Words.counted(recorded().getAsLong(), "day") : "no days",
                survey.days()));
    gaps.forEach((population, mondays) -> notes.add(gap(population, mondays)));
    notes.add(MASKED);
    notes.add(REFUSED);
    return notes;
  }

  private static String gap(String population, List<LocalDate> mondays) {
    return mondays.isEmpty()
        ? "No whole week is without events of " + population + "s."
        : mondays.stream()
            .map(LocalDate::toString)
            .collect(
                Collectors.joining(
                    ", ", "Weeks without events of " + population + "s, from ", "."));
  }

  @Override
  public Sheet sheet() {
    List<List<String>> rows = new ArrayList<>();
    survey
        .populations()
        .forEach(
            (name, population) -> {
              rows.add(
                  List.of(
                      name,
                      "all",
                      population.established().toString(),
                      once(population),
                      "",
                      "",
                      ""));
              kinds.stream()
                  .filter(kind -> kind.population().equals(name))
                  .forEach(kind -> rows.add(row(kind)));
            });
    return new Sheet(
        List.of(
            new Column("POPULATION", false),
            new Column("KIND", false),
            new Column("28 DAYS", true),
            new Column("ONCE", true),
            new Column("UNKNOWN", true),
            new Column("OF ALL", true),
            new Column("OF EVENTS", true)),
        rows);
  }

  private List<String> row(Kind kind) {
    return List.of(
        kind.population(),
        kind.name(),
        "",
        "",
        Words.members(kind.unknown(), kind.once()),
        share(kind).stream().mapToObj(ItemDecision::percent).findFirst().orElse(Words.UNTOLD),
        eventShare(kind).stream().mapToObj(ItemDecision::percent).findFirst().orElse(Words.UNTOLD));
  }

  private static String once(Survey.Population population) {
    return onceShare(population).stream()
        .mapToObj(
            share ->
                Words.number(population.once().exact()) + " (" + ItemDecision.percent(share) + ')')
        .findFirst()
        .orElse(Words.UNTOLD);
  }

  /** Which part of the members was there on one day alone; empty if that is not told. */
  private static OptionalDouble onceShare(Survey.Population population) {
    OptionalLong established = population.established().exact();
    OptionalLong once = population.once().exact();
    return established.isEmpty() || once.isEmpty()
        ? OptionalDouble.empty()
        : part(once.getAsLong(), established.getAsLong() + once.getAsLong());
  }

  /** Which part of the established members was seen with what has no name. */
  private OptionalDouble share(Kind kind) {
    Survey.Population population = survey.populations().get(kind.population());
    return population == null
            || population.established().exact().isEmpty()
            || kind.unknown().exact().isEmpty()
        ? OptionalDouble.empty()
        : part(kind.unknown().exact().getAsLong(), population.established().exact().getAsLong());
  }

  private static OptionalDouble eventShare(Kind kind) {
    return kind.unknownEvents().isEmpty()
        ? OptionalDouble.empty()
        : part(kind.unknownEvents().getAsLong(), kind.events());
  }

  private static OptionalDouble part(long part, long whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }

  @Override
  public Sheet cells() {
    List<ObjectNode> rows = new ArrayList<>();
    survey
        .populations()
        .forEach(
            (name, population) -> {
              rows.add(json(population).put("population", name));
              kinds.stream()
                  .filter(kind -> kind.population().equals(name))
                  .forEach(kind -> rows.add(json(kind)));
            });
    return ReportJson.cells(FIELDS, rows);
  }

  @Override
  public ObjectNode json() {
    ObjectNode json = ReportJson.envelope("health", survey);
    json.put("days_not_counted", age());
    recorded().ifPresent(days -> json.put("days_with_events", days));
    ObjectNode populations = json.putObject("populations");
    survey
        .populations()
        .forEach(
            (name, population) -> {
              ObjectNode members = json(population);
              List<LocalDate> mondays = gaps.getOrDefault(name, List.of());
              ArrayNode without = members.putArray("weeks_without_events");
              mondays.forEach(monday -> without.add(monday.toString()));
              populations.set(name, members);
            });
    ArrayNode list = json.putArray("kinds");
    kinds.forEach(kind -> list.add(json(kind)));
    return json;
  }

  private static ObjectNode json(Survey.Population population) {
    ObjectNode json = ReportJson.object();
    ReportJson.put(json, "members_28", population.established());
    population.once().exact().ifPresent(once -> json.put("once_28", once));
    onceShare(population).ifPresent(share -> json.put("once_share", share));
    return json;
  }

  private ObjectNode json(Kind kind) {
    ObjectNode json = ReportJson.object();
    json.put("population", kind.population()).put("kind", kind.name());
    ReportJson.put(json, "unknown_28", kind.unknown());
    kind.once().ifPresent(once -> json.put("unknown_once_28", once));
    share(kind).ifPresent(share -> json.put("unknown_share", share));
    json.put("events", kind.events());
    kind.unknownEvents().ifPresent(events -> json.put("unknown_events", events));
    eventShare(kind).ifPresent(share -> json.put("unknown_event_share", share));
    return json;
  }
}
