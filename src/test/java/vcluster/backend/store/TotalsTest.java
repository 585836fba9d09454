package vcluster.backend.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.backend.record.CliEvent;
import vcluster.backend.record.Incoming;
import vcluster.backend.record.KeyedHash;

class TotalsTest {
  private static final Instant NOW = Events.NOW;
  private static final Duration DAY = Duration.ofDays(1);

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void rollUp_countsEventsAndDifferentMachines() throws SQLException {
    database.insert(NOW, commands(NOW, "a", "a", "b", ""));
    database.maintain(NOW);

    assertThat(totals("day", "command")).containsExactly("vcluster create *|4|2");
    assertThat(totals("hour", "machine")).containsExactly("|4|2");
    assertThat(totals("day", "option")).containsExactly("--namespace|4|2", "--set|4|2");
    assertThat(totals("day", "timezone")).containsExactly("CET|4|2");
  }

  /** Older completion scripts run the program at every Tab. */
  @Test
  void tabs_areNotCounted() throws SQLException {
    CliEvent run = Events.command(null, "a");
    CliEvent tab =
        Events.command(null, "a", NOW.getEpochSecond(), "vcluster __complete", "--silent");
    database.insert(NOW, List.of(run, tab, tab));
    database.maintain(NOW);

    assertThat(
            database.rows(
                "SELECT DISTINCT label, events FROM total WHERE dimension IN ('machine','command')"))
        .containsExactlyInAnyOrder("|1", "vcluster create *|1");
  }

  @Test
  void rollUp_countsWhatInstancesSay() throws SQLException {
    database.insert(
        NOW,
        List.of(
            Events.upload(null, "u1", "c", 3),
            Events.upload(null, "u2", "c", 2),
            Events.start(null, "u2", "m")));
    database.maintain(NOW);

    assertThat(totals("day", "instance")).containsExactly("|3|2");
    assertThat(totals("day", "sync")).containsExactly("core/v1/Pod ok|5|2");
    assertThat(totals("day", "flag")).containsExactly("leader-elect|2|2", "node-selector|2|2");
    assertThat(totals("day", "controller")).containsExactly("-pods|2|2", "hoststorageclasses|2|2");
    assertThat(totals("day", "virtual_kubernetes"))
        .containsExactly("v1.26.0+k3s1|2|2", "v1.28.1|1|1");
    assertThat(totals("day", "helm_key"))
        .containsExactly("sync.nodes.enabled|1|1", "telemetry.disabled|1|1");
  }

  @Test
  void rollUp_takesEachEventOnce_howeverOftenItRuns() throws SQLException {
    for (int i = 0; i < 5; i++) {
      database.insert(NOW, commands(NOW, "a", "b"));
      database.maintain(NOW);
      database.maintain(NOW);
    }
    assertThat(totals("day", "machine")).containsExactly("|10|2");
  }

  @Test
  void lateEvents_areCountedWhenTheyHappened_thoseOfAbsurdTimesWhenTheyArrived()
      throws SQLException {
    database.insert(NOW, commands(NOW, "a"));
    database.maintain(NOW);
    Instant later = NOW.plus(DAY.multipliedBy(3));
    database.insert(later, commands(NOW, "a", "b"));
    database.insert(later, commands(NOW.plusSeconds(3_600), "b"));
    database.insert(later, commands(later, "b"));
    database.insert(later, List.of(Events.command(null, "b", 17_071_593_829L)));
    database.insert(later, List.of(Events.command(null, "b", 1)));
    database.maintain(later);

    assertThat(starts("day", "machine")).containsExactly("2026-03-04 00|4|2", "2026-03-07 00|3|1");
    assertThat(starts("hour", "machine"))
        .containsExactly("2026-03-04 05|3|2", "2026-03-04 06|1|1", "2026-03-07 05|3|1");
  }

  @Test
  void expiry_keepsTheTotals_andForgetsRowsKeysAndMembers() throws SQLException {
    List<Incoming> events =
        List.of(
            Events.command(Events.key("k", 0), "a"),
            Events.upload(Events.key("k", 1), "u", "c", 2),
            Events.start(Events.key("k", 2), "u", "a"));
    database.maintain(NOW);
    database.insert(NOW, events);
    database.maintain(NOW);

    database.maintain(NOW.plus(DAY.multipliedBy(45)));
    assertThat(database.insert(NOW.plus(DAY.multipliedBy(45)), events))
        .containsOnly(Stored.DUPLICATE);
    assertThat(database.count("total_member")).isZero();
    database.maintain(NOW.plus(DAY.multipliedBy(46)));
    assertThat(database.count("event_key")).isZero();

    database.maintain(NOW.plus(DAY.multipliedBy(90)));
    assertThat(rowCounts()).containsExactly(1L, 1L, 2L, 1L);
    database.maintain(NOW.plus(DAY.multipliedBy(91)));
    assertThat(rowCounts()).containsExactly(0L, 0L, 0L, 0L);
    assertThat(totals("day", "machine")).containsExactly("|1|1");
  }

  @Test
  void unmaintained_losesNothing() throws SQLException {
    Instant muchLater = NOW.plus(DAY.multipliedBy(60));
    database.insert(muchLater, commands(muchLater, "a"));
    database.maintain(muchLater);
    database.insert(muchLater, commands(muchLater, "b"));
    database.maintain(muchLater);
    assertThat(database.count("cli_event")).isEqualTo(2);
    assertThat(totals("day", "machine")).containsExactly("|2|2");
  }

  @Test
  void erasedMachine_isGone_fromTheTotalsToo_andStaysAway() throws SQLException {
    database.insert(NOW, commands(NOW, "a", "a", "b"));
    database.insert(NOW, List.of(Events.upload(null, "u", "a", 2), Events.start(null, "u", "a")));
    database.insert(NOW, List.of(Events.upload(null, "u", "other", 1)));
    database.maintain(NOW);
    // Not rolled up when it is erased.
    database.insert(NOW, commands(NOW, "a"));

    assertThat(database.erasure().machine("a", NOW)).isEqualTo(3 + 1 + 2 + 1);
    database.maintain(NOW);

    assertThat(totals("day", "machine")).containsExactly("|1|1");
    assertThat(totals("day", "instance")).containsExactly("|1|1");
    assertThat(totals("day", "sync")).containsExactly("core/v1/Pod ok|1|1");
    assertThat(totals("day", "distro")).isEmpty();
    assertThat(rowCounts()).containsExactly(1L, 1L, 1L, 0L);
    assertThat(
            database.insert(
                NOW,
                List.of(
                    Events.command(Events.key("new", 0), "a"),
                    Events.command(Events.key("new", 1), "b"),
                    Events.start(null, "v", "a"),
                    Events.upload(null, "v", "a", 1))))
        .containsExactly(Stored.ERASED, Stored.ACCEPTED, Stored.ERASED, Stored.ERASED);
    assertThat(database.rows("SELECT * FROM erased").toString()).doesNotContain("|a|");
  }

  @Test
  void erasedInstance_isGone_andItsMachineIsNot() throws SQLException {
    database.insert(
        NOW,
        List.of(
            Events.command(null, "a"),
            Events.upload(null, "u", "a", 2),
            Events.upload(null, "v", "a", 1),
            Events.start(null, "u", "a")));
    database.maintain(NOW);

    assertThat(database.erasure().instance("u", NOW)).isEqualTo(1 + 2 + 1);
    database.maintain(NOW);

    assertThat(totals("day", "instance")).containsExactly("|1|1");
    assertThat(totals("day", "machine")).containsExactly("|1|1");
    assertThat(rowCounts()).containsExactly(1L, 1L, 1L, 0L);
    assertThat(
            database.insert(
                NOW, List.of(Events.upload(null, "u", "a", 2), Events.command(null, "a"))))
        .containsExactly(Stored.ERASED, Stored.ACCEPTED);
  }

  /** A syncer that found no uid sends none. */
  @Test
  void erasedMachine_leavesTheUploadsOfInstancesWithoutUid() throws SQLException {
    database.insert(
        NOW, List.of(Events.upload(null, "", "other", 2), Events.upload(null, "", "a", 3)));
    database.maintain(NOW);

    assertThat(database.erasure().machine("a", NOW)).isEqualTo(1 + 3);

    assertThat(database.rows("SELECT creator_uid FROM syncer_upload")).containsExactly("other");
    assertThat(totals("day", "sync")).containsExactly("core/v1/Pod ok|2|0");
  }

  @Test
  void erasedTwice_isTheSame() throws SQLException {
    database.insert(NOW, commands(NOW, "a", "b"));
    database.maintain(NOW);
    assertThat(database.erasure().machine("a", NOW)).isEqualTo(1);
    assertThat(database.erasure().machine("a", NOW)).isZero();
    assertThat(totals("day", "machine")).containsExactly("|1|1");
  }

  @Test
  void erasure_ofWhatIsPast_leavesTheOldTotals() throws SQLException {
    database.maintain(NOW);
    database.insert(NOW, commands(NOW, "a"));
    database.maintain(NOW);
    Instant later = NOW.plus(DAY.multipliedBy(91));
    database.maintain(later);
    assertThat(database.erasure().machine("a", later)).isZero();
    assertThat(totals("day", "machine")).containsExactly("|1|1");
  }

  /** Where rows are kept for a shorter time than the lists of who was counted. */
  @Test
  void erasure_ofWhatIsPast_leavesCountsOnly() throws SQLException {
    Instant later = NOW.plus(DAY.multipliedBy(10));
    database.insert(NOW, commands(NOW, "a", "b"));
    database.insert(NOW, List.of(Events.upload(null, "u", "c", 1)));
    database.maintain(NOW);
    new Maintenance(database.source(Role.MAINTAIN), 7).run(later);
    assertThat(rowCounts()).containsOnly(0L);
    long members = database.count("total_member");

    database.erasure().machine("a", later);
    assertThat(database.count("total_member")).isPositive().isLessThan(members);
    database.erasure().instance("u", later);
    database.erasure().machine("b", later);

    assertThat(database.count("total_member")).isZero();
    assertThat(totals("day", "machine")).containsExactly("|2|2");
  }

  @Test
  void report_showsGroupsOfFiveAndMore() throws SQLException {
    database.insert(NOW, commands(NOW, "a", "b", "c", "d"));
    database.insert(NOW, List.of(Events.start(null, "u", "m")));
    database.maintain(NOW);
    assertThat(database.rows("SELECT * FROM report_daily")).isEmpty();
    assertThat(database.rows("SELECT * FROM report_hourly")).isEmpty();

    database.insert(NOW, commands(NOW, "e", "e"));
    database.maintain(NOW);
    assertThat(database.rows("SELECT dimension, label, events, members FROM report_daily"))
        .contains("machine||6|5", "os|linux|6|5")
        .noneMatch(row -> row.startsWith("distro"));
    assertThat(database.rows("SELECT label FROM report_hourly WHERE dimension = 'os'")).hasSize(1);

    database.erasure().machine("e", NOW);
    assertThat(database.rows("SELECT * FROM report_daily")).isEmpty();
  }

  @Test
  void reportedDays_areThoseOfUtc_whereverTheReaderIs() throws SQLException {
    database.insert(NOW, commands(NOW, "a", "b", "c", "d", "e"));
    database.maintain(NOW);
    try (Connection connection = database.admin()) {
      connection.createStatement().execute("SET TIME ZONE 'America/New_York'");
      assertThat(TestDatabase.rows(connection, "SELECT * FROM report_daily"))
          .contains("2026-03-04|machine||5|5");
    }
  }

  @Test
  void stats_countRows_andWhatWasNotKept() throws SQLException {
    database.insert(NOW, List.of(Events.command(Events.key("k", 0), "a")));
    database.insert(NOW.plusSeconds(5), List.of(Events.upload(null, "u", "a", 3)));
    LocalDate today = LocalDate.of(2026, 3, 4);
    tally(today, Map.of("rejected out of range", 2L, "unknown /extra string", 1L));
    tally(today, Map.of("rejected out of range", 3L));
    tally(today.plusDays(1), Map.of("rejected out of range", 1L));

    try (Connection connection = database.connect(Role.MAINTAIN)) {
      Stats stats = Stats.read(connection);
      assertThat(stats.rows())
          .containsEntry("cli_event", 1L)
          .containsEntry("syncer_upload", 1L)
          .containsEntry("syncer_event", 3L)
          .containsEntry("instance_event", 0L)
          .containsEntry("event_key", 1L)
          .containsEntry("erased", 0L);
      assertThat(stats.newest()).contains(NOW.plusSeconds(5));
      assertThat(stats.tallies())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of("rejected out of range", 6L, "unknown /extra string", 1L));
    }
  }

  @Test
  void anotherHashKey_isNoticed() throws SQLException {
    String query = "SELECT telemetry.require_hash_key(?)";
    for (Role role : List.of(Role.INGEST, Role.MAINTAIN, Role.ERASE)) {
      try (Connection connection = database.connect(role)) {
        Query.value(connection, query, TestDatabase.HASH.keyMark());
        UUID other = new KeyedHash(new byte[32]).keyMark();
        assertThatThrownBy(() -> Query.value(connection, query, other))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("VC001"));
      }
    }
  }

  private void tally(LocalDate day, Map<String, Long> counts) throws SQLException {
    try (Connection connection = database.connect(Role.INGEST)) {
      NotKept.add(connection, day, counts);
    }
  }

  private static List<CliEvent> commands(Instant when, String... machines) {
    List<CliEvent> events = new ArrayList<>();
    for (String machine : machines) {
      events.add(Events.command(null, machine, when.getEpochSecond()));
    }
    return events;
  }

  private List<Long> rowCounts() throws SQLException {
    List<Long> counts = new ArrayList<>();
    for (String table : List.of("cli_event", "syncer_upload", "syncer_event", "instance_event")) {
      counts.add(database.count(table));
    }
    return counts;
  }

  private List<String> totals(String grain, String dimension) throws SQLException {
    return database.rows(
        "SELECT label, events, members FROM total WHERE grain = '%s' AND dimension = '%s' ORDER BY label"
            .formatted(grain, dimension));
  }

  private List<String> starts(String grain, String dimension) throws SQLException {
    return database.rows(
        "SELECT SUBSTRING(CAST(start AS varchar(40)), 1, 13), events, members FROM total"
            + " WHERE grain = '%s' AND dimension = '%s' ORDER BY start"
                .formatted(grain, dimension));
  }
}
