package vcluster.backend.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import vcluster.backend.report.Count;
import vcluster.backend.report.Sheet;
import vcluster.backend.report.WeekFigures;

/** Weeks for machines, in JSON and in cells; the fields are those of docs/formats.md. */
final class WeekCells {
  private WeekCells() {}

  /** An object for each week; null stands for 1 to 4, and what is not told is absent. */
  static ArrayNode json(List<WeekFigures> weeks) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (WeekFigures week : weeks) {
      ObjectNode json = array.addObject();
      json.put("kind", week.kind()).put("name", week.name()).put("week", week.week().toString());
      put(json, "members", week.members());
      week.once().ifPresent(once -> json.put("once", once));
      put(json, "used", week.used());
      put(json, "exposed", week.exposed());
      week.events().ifPresent(events -> json.put("events", events));
      week.failed().ifPresent(failed -> json.put("failed", failed));
    }
    return array;
  }

  private static void put(ObjectNode json, String name, Count count) {
    json.put(name, count.exact().isPresent() ? (Long) count.exact().getAsLong() : null);
  }

  /** A row for each week; {@code <5} stands for 1 to 4, and what is not told is empty. */
  static Sheet sheet(List<WeekFigures> weeks) {
    return new Sheet(
        Stream.of("kind", "name", "week", "members", "once", "used", "exposed", "events", "failed")
            .map(name -> new Sheet.Column(name, false))
            .toList(),
        weeks.stream()
            .map(
                week ->
                    List.of(
                        week.kind(),
                        week.name(),
                        week.week().toString(),
                        cell(week.members()),
                        cell(week.once()),
                        cell(week.used()),
                        cell(week.exposed()),
                        cell(week.events()),
                        cell(week.failed())))
            .toList());
  }

  private static String cell(Count count) {
    return count.exact().isPresent() ? cell(count.exact()) : count.toString();
  }

  private static String cell(OptionalLong number) {
    return number.isPresent() ? String.valueOf(number.getAsLong()) : "";
  }
}
