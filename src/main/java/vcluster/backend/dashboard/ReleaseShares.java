package vcluster.backend.dashboard;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import vcluster.backend.registry.Release;
import vcluster.backend.registry.ReleaseDates;
import vcluster.backend.report.Count;
import vcluster.backend.report.ItemDecision;
import vcluster.backend.report.ItemFigures;
import vcluster.backend.report.WeekFigures;
import vcluster.backend.report.Words;

/**
 * How minor releases are taken up by a population. Its patch releases are added up; of those that
 * fewer than five have nothing is known, so sums are lower bounds.
 *
 * @param minors with their established members of 28 days, the newest first
 * @param weeks the share of each minor release, for each Monday
 */
record ReleaseShares(
    Map<String, Members> minors, long all, Map<String, Map<LocalDate, Double>> weeks) {
  private static final int LINES = 5;
  private static final int ROWS = 10;

  /**
   * Members of a minor release.
   *
   * @param known of its patch releases that five or more have
   * @param few how many others somebody has
   */
  record Members(long known, int few) {
    private static final int MOST_OF_FEW = 4;

    static Members of(Count count) {
      return count.exact().isPresent()
          ? new Members(count.exact().getAsLong(), 0)
          : new Members(0, 1);
    }

    Members plus(Members other) {
      return new Members(known + other.known, few + other.few);
    }

    /** What is surely less than the number, {@code 31+} what is surely no more. */
    String words() {
      return known == 0 && few > 0
          ? "<" + (few * MOST_OF_FEW + 1)
          : Words.number(known) + (few > 0 ? "+" : "");
    }

    String share(long all) {
      if (all == 0) {
        return Words.UNTOLD;
      }
      return known == 0 && few > 0
          ? "<" + ItemDecision.percent((few * MOST_OF_FEW + 1.0) / all)
          : ItemDecision.percent((double) known / all) + (few > 0 ? "+" : "");
    }
  }

  /** Of the items and weeks of a kind, such as {@code cli_version}. */
  static ReleaseShares of(String kind, List<ItemFigures> items, List<WeekFigures> published) {
    Map<String, Members> minors =
        new TreeMap<>(
            Comparator.comparing((String minor) -> release(minor).orElseThrow()).reversed());
    long all = 0;
    for (ItemFigures item : items) {
      if (item.kind().equals(kind)) {
        all = Math.max(all, item.exposed().most());
        minor(item.name())
            .ifPresent(minor -> minors.merge(minor, Members.of(item.used()), Members::plus));
      }
    }
    Map<String, Map<LocalDate, Double>> weeks = new HashMap<>();
    for (WeekFigures week : published) {
      if (week.used().exact().isPresent() && week.exposed().least() > 0) {
        double share = (double) week.used().exact().getAsLong() / week.exposed().least();
        minor(week.name())
            .ifPresent(
                minor ->
                    weeks
                        .computeIfAbsent(minor, it -> new HashMap<>())
                        .merge(week.week(), share, Double::sum));
      }
    }
    return new ReleaseShares(minors, all, weeks);
  }

  private static Optional<String> minor(String version) {
    return release(version).map(release -> release.major() + "." + release.minor());
  }

  /** Of names that have no room, the minor release alone is kept. */
  private static Optional<Release> release(String version) {
    return Release.of(version).or(() -> Release.of(version + ".0"));
  }

  /** The newest releases in a table, with when they were. */
  TableView table(String caption, String members, ReleaseDates dates) {
    List<List<TableView.Cell>> rows = new ArrayList<>();
    minors.entrySet().stream()
        .limit(ROWS)
        .forEach(
            minor ->
                rows.add(
                    List.of(
                        TableView.Cell.of(minor.getKey()),
                        TableView.Cell.of(
                            dates
                                .of(minor.getKey() + ".0")
                                .map(LocalDate::toString)
                                .orElse(Words.UNTOLD)),
                        TableView.Cell.of(minor.getValue().words()),
                        TableView.Cell.of(minor.getValue().share(all)))));
    return new TableView(
        caption,
        List.of(
            TableView.Column.of("Release", false),
            TableView.Column.of("Released", false),
            TableView.Column.of(members, true),
            TableView.Column.of("Share", true)),
        rows);
  }

  /** The shares of the releases that most have, a line for each. */
  WeekChart chart(String title, List<LocalDate> mondays, Map<LocalDate, String> releases) {
    List<String> most =
        minors.entrySet().stream()
            .sorted(
                Comparator.comparingLong(
                    (Map.Entry<String, Members> minor) -> -minor.getValue().known()))
            .limit(LINES)
            .map(Map.Entry::getKey)
            .toList();
    List<WeekChart.Series> series = new ArrayList<>();
    for (String minor : minors.keySet()) {
      if (most.contains(minor)) {
        Map<LocalDate, Double> shares = weeks.getOrDefault(minor, Map.of());
        series.add(
            new WeekChart.Series(
                minor,
                mondays.stream()
                    .map(
                        monday ->
                            shares.containsKey(monday)
                                ? OptionalDouble.of(shares.get(monday))
                                : OptionalDouble.empty())
                    .toList(),
                List.of()));
      }
    }
    return WeekChart.of(title, finding(), mondays, series, true, releases);
  }

  private String finding() {
    if (minors.isEmpty() || all == 0) {
      return "No release is known yet.";
    }
    Map.Entry<String, Members> newest = minors.entrySet().iterator().next();
    Map.Entry<String, Members> top =
        minors.entrySet().stream()
            .max(Comparator.comparingLong(minor -> minor.getValue().known()))
            .orElseThrow();
    String text =
        newest.getKey() + " is the newest, with " + newest.getValue().share(all) + " in 28 days";
    return newest.getKey().equals(top.getKey())
        ? text + ", and the most common."
        : text
            + "; the most common is "
            + top.getKey()
            + ", with "
            + top.getValue().share(all)
            + '.';
  }
}
