package vcluster.backend.dashboard;

import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import vcluster.backend.report.ItemDecision;
import vcluster.backend.report.Share;
import vcluster.backend.report.Words;

/**
 * Weeks as the geometry of an SVG of 400 by 150, and as the table of the same numbers.
 *
 * @param finding what it shows, in a sentence
 * @param bands around lines, where they are uncertain
 * @param levels of the vertical axis
 * @param months of the horizontal axis
 * @param releases when there was one
 */
public record WeekChart(
    String title,
    String finding,
    List<Line> lines,
    List<String> bands,
    List<Mark> levels,
    List<Mark> months,
    List<Mark> releases,
    TableView table) {
  private static final double LEFT = 42;
  private static final double RIGHT = 334;
  private static final double TOP = 12;
  private static final double BOTTOM = 128;
  private static final double LABEL_HEIGHT = 11;
  private static final double BASELINE = 3.5;

  /** The last ones, which late events still reach. */
  private static final int LATE = 2;

  /**
   * Numbers that belong together.
   *
   * @param values one for each week; empty where none is told
   * @param intervals around the values, as many or none
   */
  record Series(String label, List<OptionalDouble> values, List<Optional<Share.Range>> intervals) {}

  /**
   * A line in two parts, of which the second is of weeks that still grow.
   *
   * @param number from 1, for its colour
   */
  public record Line(String label, int number, String solid, String dashed, String x, String y) {
    Line at(double labelY) {
      return new Line(label, number, solid, dashed, x, text(labelY));
    }
  }

  /** A place on an axis, and what is written there. */
  public record Mark(String at, String text) {}

  /** Draws series, numbers or, if they are shares from 0 to 1, percentages. */
  static WeekChart of(
      String title,
      String finding,
      List<LocalDate> weeks,
      List<Series> series,
      boolean shares,
      Map<LocalDate, String> releases) {
    double top = top(series, shares);
    List<Line> lines = new ArrayList<>();
    List<String> bands = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      Series one = series.get(i);
      int last = lastKnown(one.values());
      if (last >= 0) {
        int solid = Math.max(weeks.size() - LATE, 1);
        lines.add(
            new Line(
                one.label(),
                i + 1,
                path(one.values(), 0, solid, weeks.size(), top),
                path(one.values(), solid - 1, weeks.size(), weeks.size(), top),
                text(x(last, weeks.size()) + 4),
                text(y(one.values().get(last).getAsDouble(), top) + BASELINE)));
        bands.addAll(bands(one.intervals(), weeks.size(), top));
      }
    }
    return new WeekChart(
        title,
        finding,
        apart(lines),
        bands,
        levels(top, shares),
        months(weeks),
        marks(weeks, releases),
        table(title, weeks, series, shares));
  }

  private static int lastKnown(List<OptionalDouble> values) {
    int last = values.size() - 1;
    while (last >= 0 && values.get(last).isEmpty()) {
      last--;
    }
    return last;
  }

  /** The next greater of 1, 2 and 5 times a power of ten. */
  private static double top(List<Series> series, boolean shares) {
    double most =
        series.stream()
            .flatMap(one -> one.values().stream())
            .flatMapToDouble(OptionalDouble::stream)
            .max()
            .orElse(0);
    if (most <= 0) {
      return shares ? 0.01 : 10;
    }
    double power = Math.pow(10, Math.floor(Math.log10(most)));
    double top =
        most <= power
            ? power
            : most <= 2 * power ? 2 * power : most <= 5 * power ? 5 * power : 10 * power;
    return shares ? Math.min(top, 1) : Math.max(top, 10);
  }

  /** A path, with a gap where no value is told. */
  private static String path(List<OptionalDouble> values, int from, int to, int weeks, double top) {
    StringBuilder path = new StringBuilder();
    boolean drawing = false;
    for (int i = from; i < Math.min(to, values.size()); i++) {
      OptionalDouble value = values.get(i);
      if (value.isPresent()) {
        path.append(drawing ? 'L' : 'M')
            .append(text(x(i, weeks)))
            .append(' ')
            .append(text(y(value.getAsDouble(), top)));
      }
      drawing = value.isPresent();
    }
    return path.toString();
  }

  /** An area for each run of weeks whose intervals are told. */
  private static List<String> bands(List<Optional<Share.Range>> intervals, int weeks, double top) {
    List<String> bands = new ArrayList<>();
    List<String> above = new ArrayList<>();
    List<String> below = new ArrayList<>();
    for (int i = 0; i <= intervals.size(); i++) {
      Optional<Share.Range> interval = i < intervals.size() ? intervals.get(i) : Optional.empty();
      if (interval.isPresent()) {
        above.add(text(x(i, weeks)) + ',' + text(y(interval.get().high(), top)));
        below.add(0, text(x(i, weeks)) + ',' + text(y(interval.get().low(), top)));
      } else if (!above.isEmpty()) {
        above.addAll(below);
        bands.add(String.join(" ", above));
        above.clear();
        below.clear();
      }
    }
    return bands;
  }

  /** Moves labels down that would lie on one another, and then all up that would lie too low. */
  private static List<Line> apart(List<Line> lines) {
    List<Line> sorted = new ArrayList<>(lines);
    sorted.sort(Comparator.comparingDouble(line -> Double.parseDouble(line.y())));
    double next = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < sorted.size(); i++) {
      Line line = sorted.get(i);
      double y = Math.max(Double.parseDouble(line.y()), next);
      sorted.set(i, line.at(y));
      next = y + LABEL_HEIGHT;
    }
    double most = BOTTOM + BASELINE;
    for (int i = sorted.size() - 1; i >= 0; i--) {
      double y = Math.min(Double.parseDouble(sorted.get(i).y()), most);
      sorted.set(i, sorted.get(i).at(y));
      most = y - LABEL_HEIGHT;
    }
    return List.copyOf(sorted);
  }

  private static List<Mark> levels(double top, boolean shares) {
    return Stream.of(0.0, top / 2, top)
        .map(level -> new Mark(text(y(level, top)), value(OptionalDouble.of(level), shares)))
        .toList();
  }

  private static List<Mark> months(List<LocalDate> weeks) {
    List<Mark> months = new ArrayList<>();
    for (int i = 0; i < weeks.size(); i++) {
      if (weeks.get(i).getDayOfMonth() <= 7) {
        months.add(new Mark(text(x(i, weeks.size())), month(weeks.get(i))));
      }
    }
    return months;
  }

  private static String month(LocalDate day) {
    return day.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
  }

  private static List<Mark> marks(List<LocalDate> weeks, Map<LocalDate, String> releases) {
    if (weeks.size() < 2) {
      return List.of();
    }
    LocalDate first = weeks.get(0);
    LocalDate last = weeks.get(weeks.size() - 1);
    return releases.entrySet().stream()
        .filter(release -> !release.getKey().isBefore(first) && !release.getKey().isAfter(last))
        .sorted(Map.Entry.comparingByKey())
        .map(
            release ->
                new Mark(
                    text(x(ChronoUnit.DAYS.between(first, release.getKey()) / 7.0, weeks.size())),
                    release.getValue()))
        .toList();
  }

  private static TableView table(
      String title, List<LocalDate> weeks, List<Series> series, boolean shares) {
    List<TableView.Column> columns = new ArrayList<>();
    columns.add(TableView.Column.of("Week of", false));
    series.forEach(one -> columns.add(TableView.Column.of(one.label(), true)));
    List<List<TableView.Cell>> rows = new ArrayList<>();
    for (int i = weeks.size() - 1; i >= 0; i--) {
      List<TableView.Cell> row = new ArrayList<>();
      row.add(TableView.Cell.of(weeks.get(i).toString()));
      for (Series one : series) {
        row.add(TableView.Cell.of(value(one.values().get(i), shares)));
      }
      rows.add(row);
    }
    return new TableView(title, columns, rows);
  }

  private static String value(OptionalDouble value, boolean shares) {
    if (value.isEmpty()) {
      return Words.UNTOLD;
    }
    return shares
        ? ItemDecision.percent(value.getAsDouble())
        : Words.number(Math.round(value.getAsDouble()));
  }

  private static double x(double week, int weeks) {
    return LEFT + week * (RIGHT - LEFT) / Math.max(weeks - 1, 1);
  }

  private static double y(double value, double top) {
    return BOTTOM - Math.min(value / top, 1) * (BOTTOM - TOP);
  }

  private static String text(double place) {
    return String.format(Locale.ROOT, "%.1f", place);
  }
}
