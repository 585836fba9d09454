package vcluster.backend.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vcluster.backend.report.Methodology;
import vcluster.backend.report.Sheet;
import vcluster.backend.report.Survey;
import vcluster.backend.report.Thresholds;

/**
 * How the figures come about, from the numbers that the program decides by.
 *
 * @param sections each with its words and what they mean
 */
public record MethodologyPage(PageFrame frame, Map<String, List<Methodology.Meaning>> sections)
    implements DashboardPage {
  static MethodologyPage of(Survey survey, Thresholds thresholds, String head) {
    Map<String, List<Methodology.Meaning>> sections = new LinkedHashMap<>();
    sections.put("Verdicts", Methodology.verdicts(thresholds));
    sections.put("Reasons", Methodology.reasons());
    sections.put("Traps", Methodology.traps());
    return new MethodologyPage(
        PageFrame.of("Methodology", "/methodology", "", head, survey), sections);
  }

  @Override
  public String template() {
    return "methodology.jte";
  }

  @Override
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("schema_version", 1).put("report", "methodology");
    sections.forEach(
        (title, meanings) -> {
          ArrayNode section = json.putArray(title.toLowerCase(Locale.ROOT));
          meanings.forEach(
              it -> section.addObject().put("word", it.word()).put("meaning", it.text()));
        });
    return json;
  }

  @Override
  public Sheet cells() {
    List<List<String>> rows = new ArrayList<>();
    sections.forEach(
        (title, meanings) ->
            meanings.forEach(it -> rows.add(List.of(title, it.word(), it.text()))));
    return new Sheet(
        List.of("section", "word", "meaning").stream()
            .map(name -> new Sheet.Column(name, false))
            .toList(),
        rows);
  }
}
