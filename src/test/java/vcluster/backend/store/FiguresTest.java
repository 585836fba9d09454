package vcluster.backend.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.backend.demo.Fleet;
import vcluster.backend.demo.FleetSize;
import vcluster.backend.record.CliEvent;
import vcluster.backend.record.EventKey;
import vcluster.backend.record.Incoming;
import vcluster.backend.report.ItemFinding;
import vcluster.backend.report.PublishedFigures;
import vcluster.backend.report.PublishedHistory;
import vcluster.backend.report.Report;
import vcluster.backend.report.Thresholds;
import vcluster.backend.report.Topic;
import vcluster.backend.store.ExpectedFigures.Arrived;
import vcluster.it.Soak;

/** Every figure that is published is what follows from the events. */
class FiguresTest {
  /** Rows are kept for longer than the 28 days and the 28 before. */
  private static final int KEPT = Soak.of(10) == 10 ? 90 : 60;

  private static final int DAYS = KEPT + 8;
  private static final LocalDate FIRST = LocalDate.of(2031, 3, 3);
  private static final LocalDate TODAY = FIRST.plusDays(DAYS);

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private final Random random = new Random(5);
  private final OddEvents odd = new OddEvents(random);
  private final List<Arrived> arrived = new ArrayList<>();
  private int minutes;
  private final Set<EventKey> keys = new HashSet<>();

  @Test
  void everyFigure_followsFromTheEvents_alsoOnceSomeAreErased() throws SQLException {
    FleetSize size = new FleetSize(Soak.of(10_000), Soak.of(10_000), DAYS);
    database.rows("SELECT set_retention(" + KEPT + ")");
    new Fleet(3, size, FIRST, TestDatabase.HASH).send(this::day);
    at(TODAY, LocalTime.of(0, 40));
    database.fold();
    database.maintain();
    database.publish();
    assertFigures(TODAY);

    // Not counted yet.
    List<Incoming> news = new ArrayList<>(odd.some(50, noon(TODAY)));
    some(30).forEach(event -> news.add(again(event, news.size())));
    store(news, noon(TODAY));
    erase();
    database.publish();
    assertFigures(TODAY);

    at(TODAY.plusDays(1), LocalTime.of(0, 40));
    database.fold();
    database.publish();
    assertFigures(TODAY.plusDays(1));
    assertHistory();
    seeOthersOnce();
    seeTheNextRelease();
  }

  /** The verdicts of the day are remembered as they were. */
  private void assertHistory() throws SQLException {
    try (Connection report = database.connect(Role.REPORT)) {
      report.setAutoCommit(false);
      PublishedFigures published = PublishedFigures.read(report).orElseThrow();
      PublishedFigures history = PublishedHistory.read(report, TODAY).orElseThrow();
      List<ItemFinding> now = findings(published);
      assertThat(now.stream().map(ItemFinding::verdict).distinct()).hasSizeGreaterThan(2);
      assertThat(history.survey().since()).isEqualTo(published.survey().since());
      assertThat(findings(history).stream().map(FiguresTest::verdict))
          .containsExactlyInAnyOrderElementsOf(now.stream().map(FiguresTest::verdict).toList());
    }
  }

  private static List<ItemFinding> findings(PublishedFigures published) {
    return Report.of(Topic.DECIDE, published, Thresholds.DEFAULT).findings();
  }

  private static List<String> verdict(ItemFinding finding) {
    return List.of(finding.figures().kind(), finding.figures().name(), finding.verdict().words());
  }

  /** Machines of one day, as of CI, are in no share. */
  private void seeOthersOnce() throws SQLException {
    String shares =
        "SELECT kind, name, used, exposed, used_before, exposed_before FROM published_item";
    String once = "SELECT sum(once_28) FROM published_item WHERE kind = 'command'";
    Set<String> before = Set.copyOf(database.rows(shares));
    long ofOneDay = Long.parseLong(database.rows(once).get(0));
    publishAlso(IntStream.range(0, 300).mapToObj(i -> command(i, "0.36.0", TODAY)).toList());

    assertThat(Set.copyOf(database.rows(shares))).isEqualTo(before);
    assertThat(Long.parseLong(database.rows(once).get(0))).isEqualTo(ofOneDay + 300);
  }

  /** A release that no registry knows yet is counted on its first day. */
  private void seeTheNextRelease() throws SQLException {
    publishAlso(
        IntStream.range(500, 510)
            .boxed()
            .flatMap(
                i ->
                    Stream.of(
                        command(i, "0.36.0", TODAY.minusDays(1)), command(i, "0.99.0", TODAY)))
            .toList());

    assertThat(
            database.rows(
                "SELECT members_7, used FROM published_item WHERE (kind, name) = ('cli_version', '0.99.0')"))
        .containsExactly("10|10");
    assertThat(
            database.rows(
                "SELECT exposed FROM published_release"
                    + " WHERE (kind, name, release) = ('command', 'vcluster create', '0.99')"))
        .containsExactly("10");
  }

  private static CliEvent command(int machine, String version, LocalDate day) {
    return new CliEvent(
        new EventKey(new UUID(9, day.toEpochDay()), machine),
        Events.micros(noon(day)),
        Events.id("another machine " + machine),
        version,
        "vcluster create *",
        "",
        "",
        "linux",
        "amd64",
        "CET");
  }

  private void publishAlso(List<CliEvent> events) throws SQLException {
    database.insert(events);
    // A tick lasts a minute.
    minutes += 2;
    at(TODAY.plusDays(1), LocalTime.of(0, 40).plusMinutes(minutes));
    database.fold();
    database.publish();
  }

  /** In any order, twice, and counted at any time. */
  private void day(LocalDate day, List<Incoming> events) throws SQLException {
    List<Incoming> all = new ArrayList<>(events);
    all.addAll(odd.some(40, noon(day)));
    all.addAll(List.copyOf(all.subList(0, all.size() / 3)));
    Collections.shuffle(all, random);
    all.addAll(some(20));
    int half = all.size() / 2;
    store(all.subList(0, half), noon(day));
    if (random.nextInt(8) == 0) {
      database.fold();
    }
    store(all.subList(half, all.size()), noon(day).plusSeconds(36_000));
    at(day.plusDays(1), LocalTime.of(0, 5));
    if (random.nextInt(3) == 0) {
      database.fold();
    }
    if (day.equals(FIRST.plusDays(DAYS / 2))) {
      database.fold();
      database.publish();
      assertFigures(day.plusDays(1));
    }
  }

  private static Instant noon(LocalDate day) {
    return day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
  }

  private void at(LocalDate day, LocalTime time) throws SQLException {
    database.at(day.atTime(time).toInstant(ZoneOffset.UTC));
  }

  private void store(List<Incoming> events, Instant at) throws SQLException {
    database.at(at);
    List<Stored> expected = new ArrayList<>();
    for (Incoming event : events) {
      boolean fresh = keys.add(event.key());
      expected.add(fresh ? Stored.ACCEPTED : Stored.DUPLICATE);
      if (fresh) {
        arrived.add(new Arrived(event, at));
      }
    }
    assertThat(database.insert(events)).isEqualTo(expected);
  }

  /** Some that were stored before, not too long ago. */
  private List<Incoming> some(int number) {
    return random
        .ints(number, Math.max(0, arrived.size() - 5_000), arrived.size() + 1)
        .filter(i -> i < arrived.size())
        .mapToObj(i -> arrived.get(i).event())
        .toList();
  }

  /** What somebody does once more, whoever it is. */
  private Incoming again(Incoming event, int number) {
    return odd.of(event, new EventKey(new UUID(7, number), 0), noon(TODAY));
  }

  private void erase() throws SQLException {
    List<Arrived> rows = arrived.stream().filter(this::isKept).toList();
    List<UUID> machines = members(rows, 25, true);
    List<UUID> instances = members(rows, 25, false);
    database.erasure().machines(machines, machines);
    database.erasure().instances(instances);

    // Of an instance that others also claim to have created, only what names one of these.
    Map<UUID, Set<UUID>> creators =
        rows.stream()
            .map(Arrived::event)
            .filter(event -> event.machine() != null)
            .collect(
                Collectors.groupingBy(
                    Incoming::member, Collectors.mapping(Incoming::machine, Collectors.toSet())));
    Set<UUID> gone = new HashSet<>(machines);
    gone.addAll(instances);
    creators.forEach(
        (instance, all) -> {
          if (machines.containsAll(all)) {
            gone.add(instance);
          }
        });
    int before = arrived.size();
    arrived.removeIf(
        one -> gone.contains(one.event().member()) || machines.contains(one.event().machine()));
    assertThat(before - arrived.size()).isGreaterThan(500);
    assertThat(creators.values())
        .anyMatch(all -> all.size() > 1 && !Collections.disjoint(all, machines));
  }

  private boolean isKept(Arrived row) {
    return !row.at().isBefore(noon(TODAY.minusDays(KEPT)));
  }

  /** Some that sent something lately, and some that odd events are of. */
  private List<UUID> members(List<Arrived> rows, int number, boolean machines) {
    Stream<UUID> ordinary =
        rows.stream()
            .filter(row -> machines == row.event() instanceof CliEvent)
            .map(row -> row.event().member());
    List<UUID> all = new ArrayList<>(ordinary.distinct().sorted().toList());
    Collections.shuffle(all, random);
    List<UUID> some = new ArrayList<>(all.subList(0, number - 5));
    some.addAll((machines ? odd.machines() : odd.instances()).subList(0, 5));
    return some.stream().distinct().toList();
  }

  private void assertFigures(LocalDate today) throws SQLException {
    Instant counted = today.atStartOfDay().plusHours(1).toInstant(ZoneOffset.UTC);
    List<Arrived> then = arrived.stream().filter(event -> event.at().isBefore(counted)).toList();
    try (Connection admin = database.admin()) {
      assertThat(FigureDifferences.find(admin, today, KEPT, then)).isEmpty();
    }
  }
}
