package vcluster.backend.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import vcluster.backend.report.PublishedMatrix.Combination;
import vcluster.backend.report.Sheet.Column;

/**
 * The fewest combinations that enough of the instances have: what to test.
 *
 * @param cover which share of the instances they are to have, from 0 to 1
 * @param rows the most frequent first
 */
public record MatrixReport(PublishedMatrix matrix, double cover, List<Row> rows)
    implements Printable {
  /** Which share of the instances is to be covered, unless somebody wants to see all. */
  public static final double COVER = 0.95;

  private static final String UNKNOWN = "unknown";
  private static final List<String> FIELDS =
      List.of("virtual", "host", "distro", "release", "instances", "share", "cumulative");

  /**
   * A combination and which part of all instances it is.
   *
   * @param share from 0 to 1
   * @param cumulative with all before it
   */
  public record Row(Combination combination, double share, double cumulative) {}

  /** As many as it takes, or all there are; no other choice of so few covers more. */
  public static MatrixReport of(PublishedMatrix matrix, double cover) {
    double all = matrix.instances();
    List<Row> rows = new ArrayList<>();
    long covered = 0;
    for (Combination combination : matrix.combinations()) {
      if (covered >= cover * all) {
        break;
      }
      covered += combination.instances();
      rows.add(new Row(combination, combination.instances() / all, covered / all));
    }
    return new MatrixReport(matrix, cover, List.copyOf(rows));
  }

  /** Which share of the instances its rows have, from 0 to 1. */
  public double covered() {
    return rows.isEmpty() ? 0 : rows.get(rows.size() - 1).cumulative();
  }

  @Override
  public Survey survey() {
    return matrix.survey();
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "%d of %s %s %s of %s."
            .formatted(
                rows.size(),
                Words.counted(matrix.combinations().size(), "combination"),
                rows.size() == 1 ? "covers" : "cover",
                ItemDecision.percent(covered()),
                Words.counted(matrix.instances(), "instance")));
    if (cover < 1 && covered() < cover) {
      notes.add(
          "These are all that may be listed, and they do not reach %s."
              .formatted(ItemDecision.percent(cover)));
    }
    if (!matrix.pooled().isZero()) {
      notes.add(
          "%s of the instances are in combinations that few have, which are not listed."
              .formatted(ItemDecision.percent(matrix.pooled().most() / all())));
    }
    if (incomplete() > 0) {
      notes.add(
          "%s are in combinations, listed or not, of which not all four are known."
              .formatted(ItemDecision.percent(incomplete() / all())));
    }
    return notes;
  }

  private double all() {
    return matrix.instances();
  }

  private long incomplete() {
    return matrix.combinations().stream()
        .filter(Combination::isIncomplete)
        .mapToLong(Combination::instances)
        .sum();
  }

  @Override
  public Sheet sheet() {
    return new Sheet(
        List.of(
            new Column("KUBERNETES", false),
            new Column("HOST", false),
            new Column("DISTRIBUTION", false),
            new Column("SYNCER", false),
            new Column("INSTANCES", true),
            new Column("SHARE", true),
            new Column("TOGETHER", true)),
        rows.stream()
            .map(
                row ->
                    List.of(
                        known(row.combination().virtual()),
                        known(row.combination().host()),
                        known(row.combination().distro()),
                        known(row.combination().release()),
                        Words.number(row.combination().instances()),
                        ItemDecision.percent(row.share()),
                        ItemDecision.percent(row.cumulative())))
            .toList());
  }

  private static String known(String name) {
    return name.isEmpty() ? UNKNOWN : name;
  }

  @Override
  public Sheet cells() {
    return ReportJson.cells(FIELDS, rows.stream().map(MatrixReport::json).toList());
  }

  @Override
  public ObjectNode json() {
    ObjectNode json = ReportJson.envelope("matrix", matrix.survey());
    json.put("cover", cover).put("covered", covered()).put("instances", matrix.instances());
    ReportJson.put(json, "pooled", matrix.pooled());
    json.put("known_combinations", matrix.combinations().size());
    ArrayNode combinations = json.putArray("combinations");
    rows.forEach(row -> combinations.add(json(row)));
    return json;
  }

  private static ObjectNode json(Row row) {
    Combination combination = row.combination();
    return ReportJson.object()
        .put("virtual", combination.virtual())
        .put("host", combination.host())
        .put("distro", combination.distro())
        .put("release", combination.release())
        .put("instances", combination.instances())
        .put("share", row.share())
        .put("cumulative", row.cumulative());
  }
}
