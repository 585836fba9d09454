package vcluster.backend.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.backend.record.CliEvent;
import vcluster.backend.record.EventKey;
import vcluster.backend.record.Incoming;
import vcluster.backend.record.SyncerUpload;
import vcluster.backend.record.Syncs;
import vcluster.backend.store.ExpectedFigures.Arrived;

class FoldTest {
  private static final Instant NOW = Events.NOW;
  private static final Instant FIRST = Instant.parse("2031-03-03T12:00:00Z");
  private static final int MANY = 10_000;

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private final List<Arrived> arrived = new ArrayList<>();

  @Test
  void whatCameIn_isCountedByDays() throws SQLException {
    database.at(NOW);
    database.insert(
        List.of(
            Events.command(null, "a"),
            Events.command(null, "a"),
            Events.command(null, "b"),
            Events.upload(null, "u", "c", 2),
            Events.start(null, "u", "a")));
    database.at(NOW.plus(Duration.ofDays(1)));
    database.fold();

    assertThat(
            database.rows(
                "SELECT kind, name, count(*), sum(bit_count(days)) FROM seen JOIN item ON id = item"
                    + " GROUP BY 1, 2 ORDER BY 1, 2"))
        .contains("command|vcluster create|2|2", "option|vcluster --namespace|2|2")
        .contains("sync|core/v1 Pod|1|1", "virtual|1.26|1|1", "virtual|1.28|1|1");
    database.publish();
    assertThat(database.rows("SELECT day, since, days, invented FROM published"))
        .containsExactly("2026-03-04|2026-03-04|90|true");
  }

  /** Rows of a tick can come in as long as a call is under way that began before it was closed. */
  /** It would store into a tick that is closed. */
  @Test
  void oldSnapshot_storesNothing() throws SQLException {
    try (Connection ingest = database.ingest()) {
      ingest.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      assertThatThrownBy(() -> database.store().insert(ingest, List.of(Events.command(null, "a"))))
          .hasMessageContaining("read committed");
    }
    assertThat(database.count("cli_event")).isZero();
  }

  @Test
  void weeksThatHaveGoneBy_stayAsTheyWere_whenMoreDaysAreKept() throws SQLException {
    database.migrations().migrate(OptionalInt.of(30));
    for (int day = 0; day < 45; day++) {
      use(day, 25, day);
      if (day % 3 == 2) {
        fold(day + 1);
        database.publish();
      }
    }
    String weeks =
        "SELECT * FROM published_week WHERE week < '2031-03-15' ORDER BY kind, name, week";
    List<String> before = database.rows(weeks);
    assertThat(before).isNotEmpty();

    database.migrations().migrate(OptionalInt.of(90));
    fold(46);
    database.publish();

    assertThat(database.rows(weeks)).isEqualTo(before);
  }

  /** With the password of a server anything can be stored that its function takes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "7",
        "[1, null, [], \"x\", {}]",
        "[{\"type\": {}, \"count\": \"many\", \"success\": 3, \"error\": []}]",
        "[{\"type\": \"ResourceSync\", \"count\": 1e300, \"success\": true}]",
        "[{\"type\": \"a\", \"count\": -9223372036854775809, \"error\": \"b\"}]",
        "LONG",
      })
  void rowThatNoServerStores_stopsNothing(String syncs) throws SQLException {
    database.at(NOW);
    database.insert(List.of(Events.upload(null, "u", "c", 2), Events.upload(null, "v", "c", 3)));
    String json =
        syncs.equals("LONG")
            ? "[{\"type\": \"" + "x".repeat(100_000) + "\", \"count\": 1}]"
            : syncs;
    database.rows(
        "UPDATE syncer_upload SET syncs = '"
            + json
            + "' WHERE syncs::text LIKE '%\"count\": 3%'"
            + " RETURNING 1");
    database.at(NOW.plus(Duration.ofDays(1)));

    database.fold();

    assertThat(
            database.rows(
                "SELECT events, failed FROM item_day JOIN item ON id = item WHERE name ="
                    + " 'core/v1 Pod' AND kind = 'sync'"))
        .containsExactly("2|0");
    assertThat(database.rows("SELECT DISTINCT tick > 0 FROM folded")).containsExactly("true");
  }

  @Test
  void whoStaysOpen_isWaitedFor_andCountedLater() throws SQLException {
    database.at(FIRST);
    database.maintain();
    try (Connection slow = database.ingest();
        Connection fold = database.connect(Role.MAINTAIN)) {
      database.store().insert(slow, List.of(Events.command(null, "a")));
      database.insert(List.of(Events.command(null, "b")));
      database.at(FIRST.plusSeconds(120));
      for (int i = 0; i < 3; i++) {
        assertThat(Query.isTrue(fold, "SELECT telemetry.fold_tick()")).isTrue();
        // Those of the next tick do not wait, and are not waited for.
        database.insert(List.of(Events.command(null, "c")));
        assertThat(Query.isTrue(fold, "SELECT telemetry.fold(60)")).isFalse();
      }
      assertThat(events("vcluster create")).containsExactly("null");
      slow.commit();
    }
    database.fold();
    assertThat(events("vcluster create")).containsExactly("2");
    database.at(FIRST.plusSeconds(240));
    database.fold();
    assertThat(events("vcluster create")).containsExactly("5");
  }

  /** Who has begun but is in no call may begin its call at any later time. */
  @Test
  void whoHasOnlyBegun_isNotWaitedFor_andCountedLater() throws SQLException {
    database.at(FIRST);
    try (Connection slow = database.ingest()) {
      Query.value(slow, "SELECT pg_current_xact_id()");
      database.at(FIRST.plusSeconds(120));
      database.fold();
      database.store().insert(slow, List.of(Events.command(null, "a")));
      slow.commit();
    }
    database.at(FIRST.plusSeconds(240));
    database.fold();
    assertThat(events("vcluster create")).containsExactly("1");
  }

  private List<String> events(String command) throws SQLException {
    return database.rows(
        "SELECT sum(events) FROM item_day JOIN item ON id = item WHERE name = '" + command + "'");
  }

  /** Nothing is counted by a clock that has jumped, and what was counted before stays. */
  @Test
  void clockThatJumpsAYearAheadAndBack_takesOnlyWhatCameInBetween() throws SQLException {
    for (int day = 0; day < 10; day++) {
      use(day, 30, day);
      fold(day + 1);
    }
    Instant wrong = time(10).plus(365, ChronoUnit.DAYS);
    store(IntStream.range(0, 30).mapToObj(i -> command(100_000 + i, i, time(10))).toList(), wrong);
    for (int minute = 2; minute < 20; minute += 5) {
      database.at(wrong.plusSeconds(minute * 60));
      database.fold();
      database.maintain();
    }
    for (int day = 10; day < 13; day++) {
      use(day, 30, day);
      fold(day + 1);
      database.publish();
      assertFigures(day + 1, 90);
    }
  }

  /** Clocks are set by seconds all the time. */
  @Test
  void clockThatIsSetBackOverMidnight_losesNothing() throws SQLException {
    use(0, 30, 0);
    database.at(time(0).plus(12, ChronoUnit.HOURS).plusSeconds(5));
    store(List.of(command(500, 0, time(0))), time(0).plus(12, ChronoUnit.HOURS).plusSeconds(5));
    database.at(time(0).plus(12, ChronoUnit.HOURS).plusSeconds(90));
    database.fold();
    store(List.of(command(501, 1, time(0))), time(0).plus(12, ChronoUnit.HOURS).minusSeconds(5));
    database.fold();
    fold(1);
    fold(2);
    database.publish();
    assertFigures(2, 90);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 30, 90})
  void whatIsOlderThanRowsAreKept_isForgotten(int days) throws SQLException {
    database.rows("SELECT set_retention(" + days + ")");
    for (int day = 0; day < days + 10; day += 1 + days / 6) {
      // Some are not seen again.
      use(day, 40 - day / 4, day);
      fold(day + 1);
      database.maintain();
    }
    int today = days + 12;
    use(today - 1, 6, today - 1);
    fold(today);
    database.publish();
    assertFigures(today, days);
    LocalDate oldest = date(today).minusDays(days);
    assertThat(database.rows("SELECT min(day) >= '" + oldest + "' FROM item_day"))
        .containsExactly("true");
    // The first bit is of the day after the last one that was known.
    assertThat(
            database.rows(
                "SELECT count(*) FROM seen WHERE"
                    + " (days << (upto - date '%1$s')) << (date '%1$s' - date '%2$s' + 1)"
                        .formatted(date(today), oldest)
                    + " <> 0::bit(96)"))
        .containsExactly("0");
  }

  @Test
  void daysWithoutEvents_areNoReasonToForget() throws SQLException {
    for (int day = 0; day < 3; day++) {
      use(day, 30, day);
      fold(day + 1);
    }
    fold(20);
    use(43, 10, 43);
    fold(43);
    for (int day = 44; day < 46; day++) {
      use(day, 5, day);
      fold(day + 1);
      database.publish();
      assertFigures(day + 1, 90);
    }
  }

  /** Events of some machines and instances on a day, a few late. */
  private void use(int day, int members, int seed) throws SQLException {
    List<Incoming> events = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      int number = seed * 100 + i;
      events.add(command(number, i, time(day - (i % 7 == 3 ? Math.min(day, 25) : 0))));
      events.add(upload(number, i, time(day)));
    }
    store(events, time(day));
  }

  private static CliEvent command(int number, int member, Instant claimed) {
    return new CliEvent(
        new EventKey(new UUID(1, number), 0),
        Events.micros(claimed),
        Events.id("machine " + member),
        "0." + (18 + member % 5) + "." + number % 3,
        "vcluster create *",
        member % 3 == 0 ? "--expose" : "",
        number % 4 == 0 ? "network" : "",
        "linux",
        "amd64",
        "CET");
  }

  private static SyncerUpload upload(int number, int member, Instant claimed) {
    SyncerUpload upload = Events.upload(null, "instance " + member, null, 1 + number % 5);
    return new SyncerUpload(
        new EventKey(new UUID(2, number), 0),
        Events.micros(claimed),
        Events.micros(claimed),
        upload.member(),
        null,
        "",
        "linux",
        member % 2 == 0 ? "amd64" : "arm64",
        "v0.15." + number % 2,
        "leader-elect",
        member % 3 == 0 ? "ingresses" : "-pods",
        "NodePort",
        "v1.26.0+k3s1",
        "v1.25.3",
        0,
        upload.syncs());
  }

  private void store(List<? extends Incoming> events, Instant at) throws SQLException {
    database.at(at);
    assertThat(database.insert(events)).containsOnly(Stored.ACCEPTED);
    events.forEach(event -> arrived.add(new Arrived(event, at)));
  }

  private static Instant time(int day) {
    return FIRST.plus(day, ChronoUnit.DAYS);
  }

  private static LocalDate date(int day) {
    return LocalDate.ofInstant(time(day), ZoneOffset.UTC);
  }

  /** Early in the morning. */
  private void fold(int day) throws SQLException {
    database.at(time(day).minus(11, ChronoUnit.HOURS));
    database.fold();
  }

  private void assertFigures(int today, int days) throws SQLException {
    try (Connection admin = database.admin()) {
      assertThat(FigureDifferences.find(admin, date(today), days, arrived)).isEmpty();
    }
  }

  /** Whoever invents names takes the room of a kind, and not that of releases to come. */
  @Test
  void madeUpNames_takeNoMoreThanTheirRoom() throws SQLException {
    flood(
        MANY,
        i ->
            new CliEvent(
                null,
                Events.micros(FIRST),
                Events.id("machine " + i),
                // 50 minor releases.
                "%d.%d.%d".formatted(5 + i / 2_000, i % 2_000 / 200, i % 200),
                "vcluster create *",
                "",
                "made-up-" + i,
                "linux",
                "arch-" + i,
                "zone-" + i));
    flood(
        MANY / 4,
        i ->
            new SyncerUpload(
                null,
                Events.micros(FIRST),
                Events.micros(FIRST),
                Events.id("instance " + i),
                null,
                "creator-" + i,
                "linux",
                "arch-" + i,
                "made-up-" + i,
                "",
                "",
                "service-" + i,
                "1." + i,
                i + ".1",
                0,
                List.of(
                    new Syncs("ResourceSync", "g" + i, "v1", "K", false, "e" + i, 1, List.of()))));
    database.at(FIRST.plusSeconds(120));
    database.fold();

    assertThat(
            database.rows(
                "SELECT kind FROM item JOIN kind ON kind.name = kind WHERE NOT registered"
                    + " GROUP BY kind, room HAVING count(*) > room"))
        .isEmpty();
    assertThat(
            database.rows(
                "SELECT kind, count(*) FROM item WHERE NOT registered AND kind IN"
                    + " ('cli_version', 'zone', 'failure', 'sync', 'service') GROUP BY 1 ORDER BY 1"))
        .containsExactly("cli_version|450", "failure|2000", "service|500", "sync|2000", "zone|500");
    // Everybody is somewhere.
    assertThat(
            database.rows(
                "SELECT kind, count(DISTINCT member) FROM seen JOIN item ON id = item"
                    + " WHERE kind IN ('cli_version', 'zone', 'sync_failure') GROUP BY 1 ORDER BY 1"))
        .containsExactly("cli_version|10000", "sync_failure|2500", "zone|10000");
    assertThat(
            database.rows(
                "SELECT count(*) FROM seen JOIN item ON id = item WHERE (kind, name) = ('cli_version', '*')"))
        .containsExactly("0");

    // A release that comes now, and one that the registry knows.
    List<CliEvent> newRelease =
        List.of(
            later(command(1, 1, FIRST.plusSeconds(300))),
            later(command(2, 2, FIRST.plusSeconds(300))));
    store(newRelease, FIRST.plusSeconds(300));
    store(List.of(command(3, 3, FIRST.plusSeconds(300))), FIRST.plusSeconds(300));
    fold(1);
    assertThat(
            database.rows(
                "SELECT name FROM seen JOIN item ON id = item WHERE kind = 'cli_version' AND name"
                    + " LIKE '0%'"))
        .containsExactly("0.21.0");
    assertThat(
            database.rows(
                "SELECT name FROM item WHERE kind = 'cli_version' AND name LIKE '2%' ORDER BY 1"))
        .containsExactly("2.19", "2.20");

    // Once the names were not seen for long, there is room again.
    store(List.of(later(command(92, 3, time(92)))), time(92));
    fold(93);
    store(List.of(later(command(94, 4, time(94)))), time(94));
    fold(95);
    assertThat(
            database.rows(
                "SELECT name FROM item WHERE kind = 'cli_version' AND name LIKE '2%' ORDER BY 1"))
        .containsExactly("2.19", "2.20", "2.21", "2.22.1");
  }

  /** Of a release that nobody knows yet. */
  private static CliEvent later(CliEvent event) {
    return new CliEvent(
        event.key(),
        event.claimed(),
        event.member(),
        "2" + event.version().substring(1),
        event.command(),
        event.options(),
        event.error(),
        event.os(),
        event.arch(),
        event.timezone());
  }

  private void flood(int number, IntFunction<Incoming> event) throws SQLException {
    database.at(FIRST);
    database.insert(IntStream.range(0, number).mapToObj(event).toList());
  }

  @Test
  void namesThatNobodyKnows_areOneItemOfTheirKind() throws SQLException {
    database.at(FIRST);
    List<Incoming> events = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      String name = "made-up-" + i;
      events.add(
          new CliEvent(
              null,
              Events.micros(FIRST),
              Events.id("a"),
              "0.20.0",
              "vcluster " + name,
              "--" + name,
              "",
              "",
              "",
              ""));
      events.add(
          new SyncerUpload(
              null,
              null,
              null,
              Events.id("a"),
              null,
              "",
              "",
              "",
              "",
              name,
              name,
              "",
              "",
              "",
              0,
              List.of()));
      events.add(Events.start(null, "a", null, name));
    }
    database.insert(events);
    database.at(FIRST.plusSeconds(120));
    database.fold();
    assertThat(
            database.rows(
                "SELECT kind, name, day, sum(events) FROM item_day JOIN item ON id = item"
                    + " GROUP BY 1, 2, 3, shard ORDER BY 1"))
        .hasSize(5);
  }
}
