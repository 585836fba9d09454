package vcluster.backend.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.backend.report.Sheet.Screen;

/**
 * Every report in every form, against files that somebody has read. With {@code
 * -Dreports.rewrite=true} they are written anew, to be read again.
 */
class ReportFormTest {
  private static final Path EXPECTED = Path.of("src/test/resources/reports");
  private static final Map<ReportForm, String> ENDINGS =
      Map.of(
          ReportForm.table, "txt",
          ReportForm.json, "json",
          ReportForm.csv, "csv",
          ReportForm.markdown, "md");

  private static final Map<String, Printable> REPORTS = reports();

  private static Map<String, Printable> reports() {
    Map<String, Printable> reports = new TreeMap<>();
    for (Topic topic : Topic.values()) {
      reports.put(topic.word(), list(topic, Thresholds.DEFAULT));
    }
    reports.put(
        "decide-census",
        list(Topic.DECIDE, Thresholds.CENSUS.with("kept", "2%").with("days", "60")));
    reports.put("matrix", MatrixReport.of(Published.matrix(), MatrixReport.COVER));
    reports.put("tests", TestsReport.of(Published.figures(), tested()));
    reports.put("health", HealthReport.of(Published.figures(), Published.weeks(), Published.TODAY));
    return reports;
  }

  private static Report list(Topic topic, Thresholds thresholds) {
    return Report.of(topic, Published.figures(), thresholds);
  }

  private static TestedItems tested() {
    return TestedItems.parse(
        List.of(
            "# what our tests run",
            "",
            "command vcluster create",
            "option vcluster create --set",
            "helm sync.nodes.enabled"));
  }

  private static Stream<Arguments> printed() {
    return REPORTS.keySet().stream()
        .flatMap(name -> Arrays.stream(ReportForm.values()).map(form -> Arguments.of(name, form)));
  }

  @ParameterizedTest
  @MethodSource("printed")
  void report_isPrintedAsExpected(String name, ReportForm form) throws IOException {
    Path file = EXPECTED.resolve(name + '.' + ENDINGS.get(form));
    String text = text(name, form);
    if (Boolean.getBoolean("reports.rewrite")) {
      Files.createDirectories(EXPECTED);
      Files.writeString(file, text + '\n');
    }

    assertThat(text + '\n').isEqualTo(Files.readString(file));
  }

  /** An object on many lines, which people can compare, and the line ends of the repository. */
  private static String text(String name, ReportForm form) throws IOException {
    String text = print(REPORTS.get(name), form);
    return form == ReportForm.json
        ? new JsonMapper().readTree(text).toPrettyString()
        : text.replace("\r\n", "\n");
  }

  private static String print(Printable report, ReportForm form) {
    return form.print(report, Published.TODAY, Screen.NONE);
  }

  private static Stream<String> names() {
    return REPORTS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void csv_hasARowForEachObjectOfTheJson(String name) throws IOException {
    Printable report = REPORTS.get(name);
    List<List<String>> rows = csv(print(report, ReportForm.csv));
    JsonNode json = new JsonMapper().readTree(print(report, ReportForm.json));

    assertThat(rows).allMatch(row -> row.size() == rows.get(0).size());
    for (String list : List.of("items", "combinations", "untested")) {
      if (json.has(list)) {
        assertThat(rows).hasSize(1 + json.get(list).size());
      }
    }
    assertThat(json.get("schema_version").intValue()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("names")
  void markdown_isATable(String name) {
    Printable report = REPORTS.get(name);

    List<List<String>> rows = markdown(print(report, ReportForm.markdown));

    assertThat(rows).hasSize(1 + report.sheet().rows().size());
    assertThat(rows.get(0))
        .containsExactlyElementsOf(
            report.sheet().columns().stream().map(Sheet.Column::heading).toList());
    for (int i = 1; i < rows.size(); i++) {
      assertThat(rows.get(i)).containsExactlyElementsOf(report.sheet().rows().get(i - 1));
    }
  }

  /** Names are known words; should one ever not be, it must not do harm. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a|b",
        "a\\|b",
        "\\",
        "a\"b,c",
        "=cmd()",
        "@SUM(1)",
        "-2+3",
        "+1",
        "<b>&lt;",
        "*_~[x](y)`z`"
      })
  void hostileName_isInOneCell_asItIs(String label) throws IOException {
    Report report =
        Report.of(Topic.FAILURES, Published.named("failure", label), Thresholds.DEFAULT);

    assertThat(print(report, ReportForm.table)).contains("\nfailure " + label + "  ");
    assertThat(markdown(print(report, ReportForm.markdown)).get(1).get(0))
        .isEqualTo("failure " + label);
    boolean formula = "=@-+".indexOf(label.charAt(0)) >= 0;
    assertThat(csv(print(report, ReportForm.csv)).get(1).get(1))
        .isEqualTo(formula ? "'" + label : label);
    assertThat(report.json().at("/items/0/name").textValue()).isEqualTo(label);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u202eb", "a\u001b[31mb", "a\nb", "a\u200fb"})
  void nameWithControls_isHarmlessForPeople_andExactForMachines(String label) throws IOException {
    Report report =
        Report.of(Topic.FAILURES, Published.named("failure", label), Thresholds.DEFAULT);

    for (ReportForm form : List.of(ReportForm.table, ReportForm.markdown)) {
      assertThat(print(report, form)).doesNotContainPattern("[\\p{Cf}\\p{Cc}&&[^\n]]|a\nb");
    }
    assertThat(csv(print(report, ReportForm.csv)).get(1).get(1)).isEqualTo(label);
    assertThat(report.json().at("/items/0/name").textValue()).isEqualTo(label);
  }

  @Test
  void nothing_isSaid() {
    Report none = list(Topic.HELM, Thresholds.DEFAULT).where(finding -> false);

    assertThat(print(none, ReportForm.table)).endsWith("\n\nNothing.");
    assertThat(print(none, ReportForm.csv)).startsWith("kind,name,").doesNotContain("\n");
  }

  @Test
  void narrowScreen_hasVerdictsAndNamesWhole() {
    String narrow =
        ReportForm.table.print(
            list(Topic.DECIDE, Thresholds.DEFAULT),
            Published.TODAY,
            new Screen(80, cell -> cell.equals("little used") ? "PAINTED" : cell));

    assertThat(narrow).contains("\nPAINTED  vcluster connect --update-current  ");
  }

  @Test
  void oldFigures_areSaidToBeOld() {
    Report report = list(Topic.HELM, Thresholds.DEFAULT);

    assertThat(report.head(Published.TODAY)).doesNotContain("ago");
    assertThat(report.head(Published.TODAY.plusDays(4))).contains(", 4 days ago");
  }

  private static List<List<String>> csv(String text) throws IOException {
    try (MappingIterator<List<String>> rows =
        new CsvMapper()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .readerForListOf(String.class)
            .readValues(text)) {
      return rows.readAll();
    }
  }

  private static List<List<String>> markdown(String text) {
    Parser parser = Parser.builder().extensions(List.of(TablesExtension.create())).build();
    TextContentRenderer renderer = TextContentRenderer.builder().build();
    List<List<String>> rows = new ArrayList<>();
    parser
        .parse(text)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(CustomNode node) {
                if (node instanceof TableRow) {
                  rows.add(new ArrayList<>());
                } else if (node instanceof TableCell) {
                  Node paragraph = new org.commonmark.node.Paragraph();
                  while (node.getFirstChild() != null) {
                    paragraph.appendChild(node.getFirstChild());
                  }
                  rows.get(rows.size() - 1).add(renderer.render(paragraph).strip());
                }
                visitChildren(node);
              }
            });
    return rows;
  }
}
