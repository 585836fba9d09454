package vcluster.backend.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import vcluster.backend.report.Sheet.Column;

/** Reports for machines (docs/formats.md#vcluster-backend-report--o-json). */
final class ReportJson {
  private static final int SCHEMA = 1;
  private static final String FEW = Count.of(null).toString();

  /** The columns of a list of items, each a field. */
  private static final List<String> COLUMNS =
      List.of(
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
          "confidence",
          "reasons");

  private ReportJson() {}

  /** An empty one. */
  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** What every report begins with. */
  static ObjectNode envelope(String report, Survey survey) {
    ObjectNode json = object();
    json.put("schema_version", SCHEMA).put("report", report);
    json.put("generated_at", survey.at().toString()).put("invented", survey.invented());
    json.putObject("window")
        .put("last_day", survey.day().toString())
        .put("days", 28)
        .put("kept_days", survey.days());
    ObjectNode populations = json.putObject("population");
    survey
        .populations()
        .forEach((name, population) -> put(populations, name, population.established()));
    return json;
  }

  /** A list of items. */
  static ObjectNode of(Report report) {
    ObjectNode json = envelope(report.topic().word(), report.survey());
    put(json, report.thresholds());
    ArrayNode items = json.putArray("items");
    report.findings().forEach(finding -> items.add(item(finding, report)));
    return json;
  }

  /** By what a report decides. */
  static void put(ObjectNode json, Thresholds thresholds) {
    json.put("census", thresholds.census());
    ObjectNode values = json.putObject("thresholds");
    thresholds.values().forEach((name, value) -> put(values, name.replace('-', '_'), value));
  }

  private static void put(ObjectNode json, String name, Number value) {
    if (value instanceof Double share) {
      json.put(name, share);
    } else {
      json.put(name, value.longValue());
    }
  }

  private static ObjectNode item(ItemFinding finding, Report report) {
    ItemFigures figures = finding.figures();
    ObjectNode json = name(figures);
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
              Share.Range range = report.thresholds().interval(share);
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
    json.put("confidence", finding.confidence(report.survey()).word());
    finding
        .item()
        .filter(item -> !item.replacement().isEmpty())
        .ifPresent(item -> json.put("replacement", item.replacement()));
    return json;
  }

  /** An object with what an item is called by. */
  static ObjectNode name(ItemFigures figures) {
    return object()
        .put("kind", figures.kind())
        .put("name", figures.name())
        .put("population", figures.population());
  }

  /** A number, or null for fewer than five. */
  static void put(ObjectNode json, String name, Count count) {
    json.put(name, count.exact().isPresent() ? (Long) count.exact().getAsLong() : null);
  }

  /** A list of items as rows; verdicts as they are typed. */
  static Sheet cells(Report report) {
    return cells(
        COLUMNS,
        report.findings().stream()
            .map(
                finding -> {
                  ObjectNode fields = item(finding, report);
                  finding.decision().ifPresent(it -> fields.put("verdict", it.verdict().option()));
                  return fields;
                })
            .toList());
  }

  /** Objects as rows, with a field in each column. */
  static Sheet cells(List<String> fields, List<ObjectNode> objects) {
    return new Sheet(
        fields.stream().map(name -> new Column(name, false)).toList(),
        objects.stream()
            .map(object -> fields.stream().map(name -> cell(object.path(name))).toList())
            .toList());
  }

  private static String cell(JsonNode field) {
    if (field.isArray()) {
      return StreamSupport.stream(field.spliterator(), false)
          .map(JsonNode::textValue)
          .collect(Collectors.joining(" "));
    }
    return field.isNull() ? FEW : field.asText();
  }
}
