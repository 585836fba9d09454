package vcluster.backend.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import vcluster.backend.registry.Item;
import vcluster.backend.registry.Registry;
import vcluster.backend.registry.ReleaseDates;
import vcluster.backend.report.Sheet.Column;

/**
 * Findings on a topic.
 *
 * @param findings in the order in which they are shown
 */
public record Report(
    Topic topic, Survey survey, Thresholds thresholds, List<ItemFinding> findings) {
  private static final int SCHEMA = 1;
  private static final int STALE = 2;
  private static final String UNTOLD = "-";
  private static final String FEW = Count.of(null).toString();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Set<ItemVerdict> TO_DECIDE =
      Set.of(
          ItemVerdict.REMOVABLE,
          ItemVerdict.UNUSED,
          ItemVerdict.UNUSED_WEAK,
          ItemVerdict.LITTLE_USED);
  private static final Comparator<ItemFinding> BY_NAME =
      Comparator.comparing((ItemFinding finding) -> finding.figures().kind())
          .thenComparing(finding -> finding.figures().name());

  /** The surest first. */
  private static final Comparator<ItemFinding> BY_EVIDENCE =
      Comparator.comparing(ItemFinding::verdict)
          .thenComparing(
              Comparator.comparingLong((ItemFinding finding) -> finding.figures().exposed().most())
                  .reversed())
          .thenComparing(BY_NAME);

  private static final Comparator<ItemFinding> BY_USE =
      Comparator.comparingLong((ItemFinding finding) -> finding.figures().members90().most())
          .reversed()
          .thenComparing(BY_NAME);

  /** Everything on a topic, by verdict if it is to be decided on, then by use. */
  public static Report of(Topic topic, PublishedFigures published, Thresholds thresholds) {
    Map<List<String>, Item> registry = new HashMap<>();
    Registry.items().forEach(item -> registry.put(List.of(item.kind(), item.name()), item));
    ReleaseDates releases = Registry.releaseDates();
    List<ItemFinding> findings = new ArrayList<>();
    for (ItemFigures figures : published.items()) {
      if (topic.kinds().contains(figures.kind())) {
        Optional<Item> item =
            Optional.ofNullable(registry.get(List.of(figures.kind(), figures.name())));
        Optional<ItemDecision> decision =
            item.map(
                known -> ItemDecision.of(figures, known, releases, published.survey(), thresholds));
        // On what the registry does not know nobody can decide.
        if (topic != Topic.DECIDE || item.isPresent()) {
          findings.add(new ItemFinding(figures, item, decision));
        }
      }
    }
    findings.sort(topic == Topic.DECIDE ? BY_EVIDENCE : BY_USE);
    return new Report(topic, published.survey(), thresholds, List.copyOf(findings));
  }

  /** Those that a condition holds for. */
  public Report where(Predicate<ItemFinding> condition) {
    return new Report(topic, survey, thresholds, findings.stream().filter(condition).toList());
  }

  /** What somebody has to look at: what may go, what fails, and what has begun to be used more. */
  public Report toDecide() {
    return where(
        finding ->
            finding.decision().isPresent()
                && (TO_DECIDE.contains(finding.verdict())
                    || finding.has("failing")
                    || finding.has("rising")));
  }

  /** The first of each verdict; a list that nobody reads to its end helps nobody. */
  public Report first(int ofEach) {
    Map<ItemVerdict, Integer> seen = new EnumMap<>(ItemVerdict.class);
    return where(finding -> seen.merge(finding.verdict(), 1, Integer::sum) <= ofEach);
  }

  /**
   * What the figures are of, in a line or two.
   *
   * @param today to tell whether they are old
   */
  public String head(LocalDate today) {
    StringBuilder head = new StringBuilder();
    survey.populations().entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
        .forEach(
            population ->
                head.append(population.getValue().established())
                    .append(' ')
                    .append(population.getKey())
                    .append('s')
                    .append(once(population.getValue().once().exact()))
                    .append(", "));
    head.append("28 days to ").append(survey.day());
    head.append("; published ").append(TIME.format(survey.at()));
    long old = ChronoUnit.DAYS.between(survey.day(), today);
    if (old > STALE) {
      head.append(", ").append(old - 1).append(" days ago");
    }
    if (survey.invented()) {
      head.append("; invented data");
    }
    return head.toString();
  }

  /** The findings as rows of texts. */
  public Sheet sheet() {
    return topic == Topic.DECIDE ? decisions() : uses();
  }

  /** The findings as rows for machines: a number or a word in each cell. */
  public Sheet cells() {
    List<Column> columns =
        Stream.of(
                "kind",
                "name",
                "population",
                "verdict",
                "members_7",
                "once_7",
                "members_28",
                "once_28",
                "members_90",
                "once_90",
                "used",
                "exposed",
                "share",
                "low",
                "high",
                "used_before",
                "exposed_before",
                "events",
                "failed",
                "failing",
                "reasons")
            .map(name -> new Column(name, false))
            .toList();
    return new Sheet(columns, findings.stream().map(finding -> cells(columns, finding)).toList());
  }

  /** The fields of the JSON; verdicts as they are typed. */
  private static List<String> cells(List<Column> columns, ItemFinding finding) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    add(fields, finding);
    finding.decision().ifPresent(it -> fields.put("verdict", it.verdict().option()));
    return columns.stream().map(column -> cell(fields.path(column.heading()))).toList();
  }

  private static String cell(JsonNode field) {
    if (field.isArray()) {
      return StreamSupport.stream(field.spliterator(), false)
          .map(JsonNode::textValue)
          .collect(Collectors.joining(" "));
    }
    return field.isNull() ? FEW : field.asText();
  }

  private Sheet decisions() {
    return new Sheet(
        List.of(
            new Column("VERDICT", false),
            new Column("ITEM", false),
            new Column("90 DAYS", true),
            new Column("SHARE", true),
            new Column("OF", true),
            new Column("WHY", false)),
        findings.stream()
            .map(
                finding ->
                    List.of(
                        finding.verdict().words(),
                        label(finding.figures()),
                        members(finding.figures().members90(), finding.figures().once90()),
                        share(finding),
                        finding.figures().exposed().toString(),
                        why(finding)))
            .toList());
  }

  private Sheet uses() {
    return new Sheet(
        List.of(
            new Column("ITEM", false),
            new Column("7 DAYS", true),
            new Column("28 DAYS", true),
            new Column("90 DAYS", true),
            new Column("SHARE", true),
            new Column("OF", true),
            new Column("TREND", true),
            new Column("EVENTS", true),
            new Column("FAILED", true)),
        findings.stream()
            .map(
                finding -> {
                  ItemFigures figures = finding.figures();
                  return List.of(
                      label(figures),
                      members(figures.members7(), figures.once7()),
                      members(figures.members28(), figures.once28()),
                      members(figures.members90(), figures.once90()),
                      share(finding),
                      figures.exposed().toString(),
                      finding.trend(survey, thresholds),
                      number(figures.events()),
                      topic == Topic.FAILURES ? UNTOLD : number(figures.failed()));
                })
            .toList());
  }

  /** An item by its kind, if others of the topic may have its name, and its name. */
  public String label(ItemFigures figures) {
    return topic.kinds().size() == 1
            || figures.kind().equals("command")
            || figures.kind().equals("option")
        ? figures.name()
        : figures.kind() + ' ' + figures.name();
  }

  /** With its interval, or what it is at most. */
  private static String share(ItemFinding finding) {
    Optional<Share> exact = finding.share();
    if (finding.figures().exposed().isZero()) {
      return UNTOLD;
    }
    if (exact.isEmpty() || exact.get().x() == 0) {
      return ItemDecision.share(finding.figures().used(), finding.figures().exposed(), true)
          .map(share -> "at most " + ItemDecision.percent(share.interval(Share.SURE).high()))
          .orElse(UNTOLD);
    }
    Share.Range range = exact.get().interval(Share.SURE);
    return ItemDecision.percent(exact.get().value())
        + " ("
        + ItemDecision.percent(range.low())
        + " to "
        + ItemDecision.percent(range.high())
        + ')';
  }

  private static String why(ItemFinding finding) {
    return finding
        .decision()
        .map(
            decision ->
                String.join(
                    ", ",
                    decision.reasons().stream()
                        .filter(reason -> !reason.equals("opted-out-unknown"))
                        .toList()))
        .orElse("");
  }

  private static String members(Count established, OptionalLong once) {
    return established + once(once);
  }

  /** Those of one day, beside the others. */
  private static String once(OptionalLong once) {
    return once.orElse(0) == 0 ? "" : " (+" + number(once) + " once)";
  }

  private static String number(OptionalLong number) {
    return number.isPresent() ? String.format(Locale.ROOT, "%,d", number.getAsLong()) : UNTOLD;
  }

  /** An object (docs/formats.md#vcluster-backend-report--o-json). */
  public String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("schema_version", SCHEMA).put("report", topic.word());
    json.put("generated_at", survey.at().toString()).put("invented", survey.invented());
    json.putObject("window")
        .put("last_day", survey.day().toString())
        .put("days", 28)
        .put("kept_days", survey.days());
    ObjectNode populations = json.putObject("population");
    survey
        .populations()
        .forEach((name, population) -> put(populations, name, population.established()));
    json.putObject("thresholds")
        .put("kept", thresholds.kept())
        .put("removable", thresholds.removable())
        .put("fewest", thresholds.fewest())
        .put("some", thresholds.some())
        .put("many", thresholds.many())
        .put("days", thresholds.days())
        .put("rolled_out", thresholds.rolledOut());
    ArrayNode items = json.putArray("items");
    findings.forEach(finding -> add(items.addObject(), finding));
    return json.toString();
  }

  private static void add(ObjectNode json, ItemFinding finding) {
    ItemFigures figures = finding.figures();
    json.put("kind", figures.kind()).put("name", figures.name());
    json.put("population", figures.population());
    put(json, "members_7", figures.members7());
    put(json, "members_28", figures.members28());
    put(json, "members_90", figures.members90());
    figures.once7().ifPresent(once -> json.put("once_7", once));
    figures.once28().ifPresent(once -> json.put("once_28", once));
    figures.once90().ifPresent(once -> json.put("once_90", once));
    put(json, "used", figures.used());
    put(json, "exposed", figures.exposed());
    put(json, "used_before", figures.usedBefore());
    put(json, "exposed_before", figures.exposedBefore());
    finding
        .share()
        .ifPresent(
            share -> {
              Share.Range range = share.interval(Share.SURE);
              json.put("share", share.value()).put("low", range.low()).put("high", range.high());
            });
    figures.events().ifPresent(events -> json.put("events", events));
    figures.failed().ifPresent(failed -> json.put("failed", failed));
    put(json, "failing", figures.failing());
    figures.firstSeen().ifPresent(day -> json.put("first_seen", day.toString()));
    figures.lastSeen().ifPresent(day -> json.put("last_seen", day.toString()));
    finding
        .decision()
        .ifPresent(
            decision -> {
              json.put("verdict", decision.verdict().words());
              decision.reasons().forEach(json.putArray("reasons")::add);
            });
    finding
        .item()
        .filter(item -> !item.replacement().isEmpty())
        .ifPresent(item -> json.put("replacement", item.replacement()));
  }

  /** A number, or null for fewer than five. */
  private static void put(ObjectNode json, String name, Count count) {
    json.put(name, count.exact().isPresent() ? (Long) count.exact().getAsLong() : null);
  }
}
