package vcluster.backend.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vcluster.backend.report.Sheet.Column;

/**
 * Which verdicts have changed since an earlier publication, both by the registry and the thresholds
 * of now.
 *
 * @param survey of the figures of now
 * @param thresholds of the verdicts of then and of now
 * @param asked since when
 * @param since the last day of the figures of then
 * @param changes in the order of decide
 */
public record DiffReport(
    Survey survey,
    Thresholds thresholds,
    LocalDate asked,
    LocalDate since,
    List<VerdictChange> changes)
    implements Printable {
  private static final List<String> FIELDS = List.of("kind", "name", "before", "after");

  /**
   * Reads what is published and what was.
   *
   * @param connection of the report role, not in auto-commit mode
   * @param since the publication of this day, else the one before it, else the first one
   * @return empty if nothing is published yet
   */
  public static Optional<DiffReport> read(
      Connection connection, LocalDate since, Thresholds thresholds) throws SQLException {
    Optional<PublishedFigures> after = PublishedFigures.read(connection);
    Optional<PublishedFigures> before = PublishedHistory.read(connection, since);
    return after.flatMap(now -> before.map(then -> of(then, now, since, thresholds)));
  }

  /** Of the figures of two publications. */
  public static DiffReport of(
      PublishedFigures before, PublishedFigures after, LocalDate asked, Thresholds thresholds) {
    List<VerdictChange> changes =
        VerdictChange.between(
            Report.of(Topic.DECIDE, before, thresholds).findings(),
            Report.of(Topic.DECIDE, after, thresholds).findings());
    return new DiffReport(after.survey(), thresholds, asked, before.survey().day(), changes);
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>(thresholds.notes());
    if (since.isAfter(asked)) {
      notes.add("There are no verdicts of " + asked + " or before.");
    }
    notes.add(changed());
    return notes;
  }

  /** How many verdicts have changed, in a sentence. */
  public String changed() {
    return (changes.size() == 1 ? "1 verdict has" : Words.number(changes.size()) + " verdicts have")
        + " changed since "
        + since
        + '.';
  }

  @Override
  public Sheet sheet() {
    return new Sheet(
        List.of(new Column("BEFORE", false), new Column("NOW", false), new Column("ITEM", false)),
        changes.stream()
            .map(
                change ->
                    List.of(
                        change.before().words(),
                        change.after().words(),
                        change.kind() + ' ' + change.name()))
            .toList());
  }

  @Override
  public Sheet cells() {
    return ReportJson.cells(
        FIELDS,
        changes.stream()
            .map(change -> json(change, change.before().option(), change.after().option()))
            .toList());
  }

  @Override
  public ObjectNode json() {
    ObjectNode json = ReportJson.envelope("diff", survey);
    ReportJson.put(json, thresholds);
    json.put("since", since.toString());
    ArrayNode all = json.putArray("changes");
    changes.forEach(
        change -> all.add(json(change, change.before().words(), change.after().words())));
    return json;
  }

  private static ObjectNode json(VerdictChange change, String before, String after) {
    return ReportJson.object()
        .put("kind", change.kind())
        .put("name", change.name())
        .put("before", before)
        .put("after", after);
  }
}
