package vcluster.backend.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Weeks for machines (docs/formats.md#pages-of-the-dashboard). */
public final class WeekCells {
  private static final List<String> FIELDS =
      List.of("kind", "name", "week", "members", "once", "used", "exposed", "events", "failed");

  private WeekCells() {}

  /** Adds {@code weeks} to an object, an element for each. */
  public static void put(ObjectNode json, List<WeekFigures> weeks) {
    ArrayNode array = json.putArray("weeks");
    weeks.forEach(week -> array.add(json(week)));
  }

  /** A row for each week. */
  public static Sheet sheet(List<WeekFigures> weeks) {
    return ReportJson.cells(FIELDS, weeks.stream().map(WeekCells::json).toList());
  }

  private static ObjectNode json(WeekFigures week) {
    ObjectNode json =
        ReportJson.object()
            .put("kind", week.kind())
            .put("name", week.name())
            .put("week", week.week().toString());
    ReportJson.put(json, "members", week.members());
    week.once().ifPresent(once -> json.put("once", once));
    ReportJson.put(json, "used", week.used());
    ReportJson.put(json, "exposed", week.exposed());
    week.events().ifPresent(events -> json.put("events", events));
    week.failed().ifPresent(failed -> json.put("failed", failed));
    return json;
  }
}
