package vcluster.backend.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import vcluster.backend.registry.Item;
import vcluster.backend.registry.Registry;
import vcluster.backend.registry.ReleaseDates;

/**
 * Findings on a topic.
 *
 * @param findings in the order in which they are shown
 */
public record Report(Topic topic, Survey survey, Thresholds thresholds, List<ItemFinding> findings)
    implements Printable {
  private static final double UNTOLD = Double.NEGATIVE_INFINITY;
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

  /** By what a list can be sorted. */
  public enum Order {
    NAME,
    MEMBERS,
    SHARE,
    TREND,
    EVENTS,
    FAILED;

    /** As it is typed. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

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
    return with(findings.stream().filter(condition).toList());
  }

  /** So many from a place on, or fewer if there are not so many. */
  public Report part(int from, int most) {
    return with(findings.stream().skip(from).limit(most).toList());
  }

  private Report with(List<ItemFinding> others) {
    return new Report(topic, survey, thresholds, others);
  }

  /**
   * Those whose share is surely below this.
   *
   * @param share from 0 to 1
   */
  public Report below(double share) {
    return where(finding -> finding.most(thresholds).filter(most -> most < share).isPresent());
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
   * The greatest first.
   *
   * @param order what is not told there comes last
   */
  public Report sorted(Order order) {
    Comparator<ItemFinding> greatest =
        Comparator.comparingDouble(finding -> -number(order, finding));
    Comparator<ItemFinding> comparator =
        order == Order.NAME ? BY_NAME : greatest.thenComparing(BY_NAME);
    return with(findings.stream().sorted(comparator).toList());
  }

  private double number(Order order, ItemFinding finding) {
    ItemFigures figures = finding.figures();
    return switch (order) {
      case NAME -> 0;
      case MEMBERS -> figures.members90().most();
      case SHARE -> finding.share().map(Share::value).orElse(UNTOLD);
      case TREND -> finding.change(survey, thresholds, Share.VERY_SURE).orElse(UNTOLD);
      case EVENTS -> figures.events().isPresent() ? figures.events().getAsLong() : UNTOLD;
      case FAILED -> figures.failed().isPresent() ? figures.failed().getAsLong() : UNTOLD;
    };
  }

  @Override
  public List<String> notes() {
    return thresholds.notes();
  }

  @Override
  public Sheet sheet() {
    return new ReportText(this).sheet();
  }

  @Override
  public Sheet cells() {
    return ReportJson.cells(this);
  }

  @Override
  public ObjectNode json() {
    return ReportJson.of(this);
  }

  /** An item by its kind, if others of the topic may have its name, and its name. */
  public String label(ItemFigures figures) {
    return topic.kinds().size() == 1
            || figures.kind().equals("command")
            || figures.kind().equals("option")
        ? figures.name()
        : figures.kind() + ' ' + figures.name();
  }
}
