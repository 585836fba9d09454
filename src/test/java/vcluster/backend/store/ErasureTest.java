package vcluster.backend.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vcluster.backend.store.Events.id;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.backend.record.CliEvent;
import vcluster.backend.record.Incoming;
import vcluster.backend.store.Erasure.Erased;

class ErasureTest {
  private static final Instant NOW = Events.NOW;
  private static final long LATER = Events.micros(NOW.plusSeconds(60));

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @BeforeEach
  void setClock() throws SQLException {
    database.at(NOW);
    database.maintain();
  }

  @Test
  void machine_goesWithItsInstances_whoeverReportsThem() throws SQLException {
    database.insert(
        List.of(
            Events.command(null, "a"),
            Events.command(null, "a"),
            Events.command(null, "b"),
            Events.upload(null, "u", "a", 2),
            // Does not know its creator.
            Events.upload(null, "u", null, 1),
            Events.upload(null, "v", "b", 1),
            Events.start(null, "u", null)));

    Erased erased = machines("a");

    assertThat(erased)
        .isEqualTo(
            new Erased(
                1, 1, 0, Map.of("cli_event", 2L, "syncer_upload", 2L, "instance_event", 1L)));
    assertThat(database.rows("SELECT member FROM cli_event")).containsExactly(text("b"));
    assertThat(database.rows("SELECT member FROM syncer_upload")).containsExactly(text("v"));
    assertThat(inAnyTable("a")).isEmpty();
    assertThat(inAnyTable("u")).isEmpty();
  }

  /** Releases up to v0.17 send another hash of a machine than later ones. */
  @Test
  void machineWithTwoIds_goesWholly_whenBothAreAskedFor() throws SQLException {
    database.insert(
        List.of(
            Events.command(null, "old"),
            Events.command(null, "new"),
            Events.upload(null, "u", "old", 1),
            Events.upload(null, "u", null, 1),
            Events.upload(null, "w", "old", 1),
            Events.start(null, "u", "new")));

    // As an operator's run does with many ids.
    Erasure erasure = database.erasure();
    List<UUID> both = List.of(id("new"), id("old"));
    Erased erased =
        erasure.machines(both.subList(0, 1), both).plus(erasure.machines(both.subList(1, 2), both));

    assertThat(erased.machines()).isEqualTo(2);
    assertThat(erased.instances()).isEqualTo(2);
    assertThat(erased.shared()).isZero();
    assertThat(erased.all()).isEqualTo(6);
  }

  /** Anybody may say that a machine of theirs created it, and ask for that to be erased. */
  @Test
  void instanceOfAnotherMachine_losesOnlyWhatNamesTheOneThatIsErased() throws SQLException {
    List<Incoming> others =
        List.of(
            Events.command(null, "b"),
            Events.upload(null, "v", "b", 1),
            Events.start(null, "v", null),
            Events.start(null, "another", "b"));
    database.insert(others);
    database.insert(
        List.of(
            Events.start(null, "v", "a"),
            Events.upload(null, "v", "a", 1),
            Events.upload(null, "own", "a", 1)));

    assertThat(machines("a"))
        .isEqualTo(
            new Erased(
                1, 1, 1, Map.of("cli_event", 0L, "syncer_upload", 2L, "instance_event", 1L)));

    assertThat(database.count("cli_event")).isEqualTo(1);
    assertThat(database.rows("SELECT member FROM syncer_upload")).containsExactly(text("v"));
    assertThat(database.count("instance_event")).isEqualTo(2);
    assertThat(inAnyTable("a")).isEmpty();
    assertThat(database.insert(others)).containsOnly(Stored.ACCEPTED);
    assertThat(database.insert(List.of(Events.start(null, "v", "a"))))
        .containsExactly(Stored.ERASED);
  }

  /** Anybody may claim that a machine created them, so there may be any number. */
  @Test
  void machineOfVeryManyInstances_goesWithThemAll() throws SQLException {
    List<Incoming> events = new ArrayList<>();
    for (int i = 0; i < 2_001; i++) {
      events.add(Events.start(null, "u" + i, "a"));
    }
    database.insert(events);

    Erased erased = machines("a");

    assertThat(erased.instances()).isEqualTo(2_001);
    assertThat(erased.all()).isEqualTo(2_001);
    assertThat(database.count("instance_event")).isZero();
  }

  @Test
  void instance_goes_andItsMachineDoesNot() throws SQLException {
    database.insert(
        List.of(
            Events.command(null, "a"),
            Events.upload(null, "u", "a", 2),
            Events.upload(null, "v", "a", 1),
            Events.start(null, "u", "a")));

    assertThat(database.erasure().instances(List.of(id("u"))).all()).isEqualTo(2);

    assertThat(database.count("cli_event")).isEqualTo(1);
    assertThat(database.count("syncer_upload")).isEqualTo(1);
  }

  /** Whoever has a machine erased and goes on using it is seen anew. */
  @Test
  void whatWasDoneBefore_isRefused_andWhatComesLater_isKept() throws SQLException {
    database.insert(List.of(Events.command(null, "a"), Events.start(null, "u", "a")));
    machines("a");

    assertThat(
            database.insert(
                List.of(
                    Events.command(null, "a"),
                    Events.command(null, "a", LATER),
                    Events.command(null, "a", Long.MIN_VALUE),
                    // Of a clock that is wrong: it may be as old.
                    Events.command(null, "a", Long.MAX_VALUE),
                    Events.upload(null, "u", null, 0, null),
                    // An instance that had not reported until then.
                    Events.start(null, "new", "a"),
                    Events.upload(null, "u", null, 1),
                    Events.upload(null, "u", null, 1, LATER),
                    Events.command(null, "b"))))
        .containsExactly(
            Stored.ERASED,
            Stored.ACCEPTED,
            Stored.ERASED,
            Stored.ERASED,
            Stored.ACCEPTED,
            Stored.ERASED,
            Stored.ERASED,
            Stored.ACCEPTED,
            Stored.ACCEPTED);
  }

  @Test
  void erasedAgain_later_isErasedUntilThen() throws SQLException {
    machines("a");
    database.at(NOW.plusSeconds(120));
    machines("a");

    assertThat(database.insert(List.of(Events.command(null, "a", LATER))))
        .containsExactly(Stored.ERASED);
  }

  @Test
  void wrongClock_isRefused_andMarksNothing() throws SQLException {
    database.insert(List.of(Events.command(null, "a")));
    for (int seconds : List.of(-400, 400)) {
      Clock wrong = Clock.fixed(NOW.plusSeconds(seconds), ZoneOffset.UTC);
      assertThatThrownBy(() -> database.erasure(wrong).machines(List.of(id("a")), List.of()))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("VC003"));
    }
    assertThat(database.count("erased")).isZero();
    assertThat(database.count("cli_event")).isEqualTo(1);
  }

  @Test
  void unknownId_isNothing() throws SQLException {
    assertThat(machines("a").all()).isZero();
  }

  /** The writer asked for marks before there was one: erasure waits for it, and nobody for it. */
  @Test
  void whoIsErased_whileWriting_isGoneAllTheSame() throws Exception {
    ExecutorService eraser = Executors.newSingleThreadExecutor();
    try (Connection slow = database.ingest()) {
      database.store().insert(slow, List.of(Events.command(null, "a")));
      Future<Erased> gone = eraser.submit(() -> machines("a"));
      while (database.count("erased") == 0) {
        Thread.onSpinWait();
      }
      assertThat(database.insert(List.of(Events.command(null, "b"))))
          .containsExactly(Stored.ACCEPTED);
      assertThat(gone).isNotDone();
      slow.commit();
      assertThat(gone.get().all()).isEqualTo(1);
    } finally {
      eraser.shutdown();
    }
    assertThat(database.rows("SELECT member FROM cli_event")).containsExactly(text("b"));
  }

  /** A reader is in no call. */
  @Test
  void openTransactions_holdUpNoErasure() throws SQLException {
    List<CliEvent> events = List.of(Events.command(null, "a"));
    database.insert(events);
    try (Connection reader = database.connect(Role.REPORT)) {
      reader.setAutoCommit(false);
      Query.value(reader, "SELECT pg_current_xact_id()");
      assertThat(machines("a").all()).isEqualTo(1);
    }
  }

  @Test
  void nobody_isNotEverybody() throws SQLException {
    try (Connection connection = database.connect(Role.ERASE)) {
      for (String call : List.of("erase_rows('{}')", "erase_mark('{}', 0)", "erase_rows(NULL)")) {
        assertThatThrownBy(() -> Query.value(connection, "SELECT telemetry." + call))
            .hasMessageContaining("ids are needed");
      }
    }
  }

  private Erased machines(String... ids) throws SQLException {
    List<UUID> all = Stream.of(ids).map(Events::id).toList();
    return database.erasure().machines(all, all);
  }

  private static String text(String id) {
    return id(id).toString();
  }

  /** Rows that bear the id, as it was sent or as it is stored. */
  private List<String> inAnyTable(String id) throws SQLException {
    StringBuilder found = new StringBuilder();
    for (String table :
        database.rows(
            "SELECT oid::regclass FROM pg_class"
                + " WHERE relnamespace = 'telemetry'::regnamespace AND relkind = 'r'")) {
      for (String row : database.rows("SELECT * FROM " + table)) {
        found.append(row).append('\n');
      }
    }
    return found
        .toString()
        .lines()
        .filter(row -> row.contains(text(id)) || List.of(row.split("[|]", -1)).contains(id))
        .toList();
  }
}
