package vcluster.backend.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.backend.record.Incoming;
import vcluster.backend.record.KeyedHash;
import vcluster.testing.Await;

class MaintenanceTest {
  private static final Instant NOW = Events.NOW;

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void rowsAndKeys_goWhenTheyHaveHadTheirTime() throws SQLException {
    List<Incoming> events =
        List.of(
            Events.command(Events.key("k", 0), "a"),
            Events.upload(Events.key("k", 1), "u", "c", 2),
            Events.start(Events.key("k", 2), "u", "a"));
    database.at(NOW);
    database.insert(events);

    maintainOn(45);
    assertThat(database.insert(events)).containsOnly(Stored.DUPLICATE);
    maintainOn(46);
    assertThat(database.count("event_key")).isZero();
    maintainOn(90);
    assertThat(database.rows("SELECT 1 FROM cli_event WHERE received < '2026-03-05'")).hasSize(1);
    assertThat(database.count("syncer_upload")).isEqualTo(1);
    maintainOn(91);
    assertThat(database.rows("SELECT 1 FROM cli_event WHERE received < '2026-03-05'")).isEmpty();
    assertThat(database.count("syncer_upload") + database.count("instance_event")).isZero();
    assertThat(partitions()).doesNotContain("cli_event_20260304").contains("cli_event_20260610");
  }

  /** Counting may be late; but not for ever. */
  @Test
  void rowsThatAreNotCounted_waitForAWeek() throws SQLException {
    database.migrations().migrate(OptionalInt.of(2));
    database.at(NOW);
    database.fold();
    database.insert(List.of(Events.command(null, "a")));
    String rows = "SELECT 1 FROM cli_event WHERE received < '2026-03-05'";

    maintainOn(4);
    assertThat(database.rows(rows)).hasSize(1);
    database.fold();
    maintainOn(5);
    assertThat(database.rows(rows)).isEmpty();
  }

  @Test
  void retention_isWhatTheOwnerHasSet() throws SQLException {
    database.at(NOW);
    database.insert(List.of(Events.command(null, "a")));
    database.migrations().migrate(OptionalInt.of(7));
    maintainOn(8);
    assertThat(database.rows("SELECT 1 FROM cli_event WHERE received < '2026-03-05'")).isEmpty();
    assertThatThrownBy(() -> database.migrations().migrate(OptionalInt.of(0)))
        .isInstanceOf(SQLException.class);
  }

  /** A clock that is ahead for a while, or a database that nobody used for months. */
  @Test
  void clockThatJumpsAhead_takesNothingWithIt() throws SQLException {
    database.at(NOW);
    database.insert(List.of(Events.command(Events.key("k", 0), "a")));

    database.at(NOW.plus(Duration.ofDays(95)));
    database.insert(List.of(Events.command(null, "b")));
    database.maintain();

    assertThat(database.count("cli_event")).isEqualTo(2);
    assertThat(database.count("event_key")).isEqualTo(1);
  }

  @Test
  void clockThatGoesBack_losesNothing_andKnowsEveryKey() throws SQLException {
    List<Incoming> events = List.of(Events.command(Events.key("k", 0), "a"));
    database.at(NOW.minus(Duration.ofDays(100)));
    database.insert(events);
    database.at(NOW);
    database.insert(List.of(Events.command(null, "b")));
    database.maintain();

    assertThat(database.insert(events)).containsExactly(Stored.DUPLICATE);
  }

  /** Each table by itself: one that is in use keeps none of the others. */
  @Test
  void tableThatIsBusy_keepsNoOther() throws SQLException {
    database.at(NOW);
    database.insert(List.of(Events.command(null, "a"), Events.start(null, "u", null)));
    for (int day : List.of(94, 95)) {
      database.at(NOW.plus(Duration.ofDays(day)));
      database.insert(List.of(Events.command(null, "b")));
    }
    try (Connection writer = database.ingest()) {
      database.store().insert(writer, List.of(Events.start(null, "v", null)));

      assertState("55P03", database::maintain);
    }
    assertThat(partitions()).doesNotContain("cli_event_20260304");
    assertThat(database.count("instance_event")).isEqualTo(1);
  }

  @Test
  void maintenance_isDoneByOneServerAtATime() throws SQLException {
    Maintenance maintenance = new Maintenance(database.source(Role.MAINTAIN));
    try (Connection other = database.connect(Role.MAINTAIN)) {
      other.setAutoCommit(false);
      assertThat(Query.isTrue(other, "SELECT telemetry.maintains_alone()")).isTrue();
      assertThat(maintenance.run()).isFalse();
      other.rollback();
      assertThat(maintenance.run()).isTrue();
    }
  }

  @Test
  void stats_countRows_andWhatWasNotKept() throws SQLException {
    database.at(NOW);
    database.insert(List.of(Events.command(Events.key("k", 0), "a")));
    database.at(NOW.plusSeconds(5));
    database.insert(List.of(Events.upload(null, "u", "a", 3)));
    tally(Map.of("rejected out of range", 2L, "unknown /extra string", 1L));
    tally(Map.of("rejected out of range", 3L, "nonsense", -7L));
    database.at(NOW.plus(Duration.ofDays(1)));
    tally(Map.of("rejected out of range", 1L));

    try (Connection connection = database.connect(Role.MAINTAIN)) {
      Stats stats = Stats.read(connection);
      assertThat(stats.rows())
          .isEqualTo(
              Map.of(
                  "cli_event", 1L,
                  "syncer_upload", 1L,
                  "instance_event", 0L,
                  "event_key", 1L,
                  "erased", 0L));
      assertThat(stats.estimated()).isEmpty();
      assertThat(stats.newest()).contains(NOW.plusSeconds(5));
      assertThat(stats.tallies())
          .isEqualTo(
              Map.of("rejected out of range", 6L, "unknown /extra string", 1L, "nonsense", 0L));
    }
  }

  /** From whoever has the password of a server. */
  @Test
  void talliesBeyondMeasure_stopNoOther() throws SQLException {
    for (int i = 0; i < 3; i++) {
      tally(Map.of("huge", Long.MAX_VALUE));
    }
    try (Connection connection = database.connect(Role.MAINTAIN)) {
      assertThat(Stats.read(connection).tallies()).containsEntry("huge", 3_000_000_000L);
    }
  }

  @Test
  void stats_ofMuch_areEstimates() throws SQLException {
    database.insert(List.of(Events.command(null, "a")));
    database.rows(
        "UPDATE pg_class SET reltuples = 2000000 WHERE relname ="
            + " 'cli_event' || to_char(telemetry.today(), '\"_\"YYYYMMDD') RETURNING 1");
    // In each of 32 shards.
    database.rows(
        "UPDATE pg_class SET reltuples = 64000000 WHERE oid = 'telemetry.erased'::regclass RETURNING 1");
    try (Connection connection = database.connect(Role.MAINTAIN)) {
      assertThat(Stats.read(connection).text())
          .contains("cli_event: about 2000000\n", "erased: about 2000000\n");
    }
  }

  @Test
  void anotherHashKey_isNoticed() throws SQLException {
    for (Role role : List.of(Role.INGEST, Role.MAINTAIN, Role.ERASE)) {
      requireHashKey(role, TestDatabase.HASH.keyMark());
      assertState("VC001", () -> requireHashKey(role, new KeyedHash(new byte[32]).keyMark()));
    }
  }

  /** For ever: what was invented is still there when the clock runs again. */
  @Test
  void inventedData_isNoticed() throws SQLException {
    database.at(NOW);
    assertState("VC002", () -> requireHashKey(Role.INGEST, TestDatabase.HASH.keyMark()));
    assertState("VC002", () -> probe(NOW));
  }

  @Test
  void clocksThatDiffer_areNoticed() throws SQLException {
    probe(Instant.now());
    assertState("VC003", () -> probe(Instant.now().plusSeconds(400)));
    assertState("VC003", () -> probe(Instant.now().minusSeconds(400)));
  }

  /** With a stolen password somebody could stay in the middle of one for long. */
  @Test
  void probe_waitsForNoOther() throws SQLException {
    try (Connection other = database.ingest()) {
      database.store().probe(other, Instant.now(), true);
      probe(Instant.now());
    }
  }

  /** With a stolen password somebody could stay in the middle of it for long. */
  @ParameterizedTest
  @ValueSource(strings = {"expire_rows()", "make_partitions_ahead()"})
  void maintenanceThatStaysOpen_isEnded_soThatEventsAreStored(String step) throws SQLException {
    try (Connection admin = database.admin();
        Connection harmless = database.connect(Role.MAINTAIN);
        Connection open = database.connect(Role.MAINTAIN)) {
      admin
          .createStatement()
          .execute(
              """
              SET ROLE vcluster_owner;
              CREATE TABLE cli_event_20200101
                PARTITION OF cli_event FOR VALUES FROM ('2020-01-01') TO ('2020-01-02');
              DO $$ BEGIN
                EXECUTE 'DROP TABLE instance_event' || to_char(today() + 1, '"_"YYYYMMDD');
              END $$;
              GRANT TRUNCATE ON publishing_item TO vcluster_maintain""");
      harmless.setAutoCommit(false);
      harmless.createStatement().execute("TRUNCATE telemetry.publishing_item");
      open.setAutoCommit(false);
      assertThat(Query.number(open, "SELECT telemetry." + step)).isEqualTo(1);

      Await.until(
          "events are stored",
          () -> succeeds(() -> probe(Instant.now())) & succeeds(this::insertAtOnce));
      assertThatThrownBy(open::commit).isInstanceOf(SQLException.class);
      // A publication, for example, may take minutes.
      harmless.commit();
    }
  }

  private void insertAtOnce() throws SQLException {
    try (Connection connection = database.ingest()) {
      connection.createStatement().execute("SET lock_timeout = '100ms'");
      database.store().insert(connection, List.of(Events.command(null, "a")));
      connection.commit();
    }
  }

  private static boolean succeeds(Call call) {
    try {
      call.run();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private void probe(Instant server) throws SQLException {
    try (Connection connection = database.ingest()) {
      database.store().probe(connection, server, true);
      connection.commit();
    }
  }

  private void requireHashKey(Role role, UUID mark) throws SQLException {
    try (Connection connection = database.connect(role)) {
      Query.value(connection, "SELECT telemetry.require_hash_key(?)", mark);
    }
  }

  private interface Call {
    void run() throws SQLException;
  }

  private static void assertState(String state, Call call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }

  /** On a day after one with events. */
  private void maintainOn(int day) throws SQLException {
    for (int i = day - 1; i <= day; i++) {
      database.at(NOW.plus(Duration.ofDays(i)));
      database.insert(List.of(Events.command(null, "b")));
    }
    database.maintain();
  }

  private void tally(Map<String, Long> counts) throws SQLException {
    try (Connection connection = database.connect(Role.INGEST)) {
      NotKept.add(connection, counts);
    }
  }

  private List<String> partitions() throws SQLException {
    return database.rows(
        "SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'cli_event'::regclass");
  }
}
