package vcluster.backend.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.backend.record.CliEvent;
import vcluster.testing.Together;

class PostgresConcurrencyTest {
  private static final Instant NOW = Events.NOW;

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void rowsThatAreCommittedAfterARollUp_areInTheNext_once() throws SQLException {
    database.maintain(NOW);
    database.insert(NOW, List.of(Events.command(null, "a")));
    try (Connection slow = database.ingest()) {
      database.store().insert(slow, NOW, List.of(Events.command(null, "b")));
      database.insert(NOW, List.of(Events.command(null, "c")));
      database.maintain(NOW);
      assertThat(events()).isLessThan(3);
      slow.commit();
    }
    database.maintain(NOW);
    assertThat(events()).isEqualTo(3);
    database.maintain(NOW);
    assertThat(events()).isEqualTo(3);
  }

  @Test
  void totals_equalTheRows_whileWritersAndRollUpsGoOn() throws Exception {
    int writers = 4;
    int calls = 40;
    AtomicInteger writing = new AtomicInteger(writers);
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int w = 0; w < writers; w++) {
      String machine = "m" + w;
      tasks.add(
          () -> {
            try {
              for (int i = 0; i < calls; i++) {
                database.insert(NOW, Events.times(7, Events.command(null, machine)));
              }
            } finally {
              writing.decrementAndGet();
            }
            return null;
          });
    }
    Callable<Void> maintainer =
        () -> {
          while (writing.get() > 0) {
            database.maintain(NOW);
          }
          return null;
        };
    tasks.addAll(List.of(maintainer, maintainer));
    Together.run(tasks.size(), tasks);
    database.maintain(NOW);
    assertThat(events()).isEqualTo(writers * calls * 7L).isEqualTo(database.count("cli_event"));
    assertThat(database.rows("SELECT members FROM total WHERE dimension = 'machine'"))
        .containsOnly(String.valueOf(writers));
  }

  /** The writer asked for marks before there was one: erasure waits for it. */
  @Test
  void whoIsErased_whileWriting_isGoneAllTheSame() throws Exception {
    ExecutorService eraser = Executors.newSingleThreadExecutor();
    try (Connection slow = database.ingest()) {
      database.store().insert(slow, NOW, List.of(Events.command(null, "a")));
      Future<Long> gone = eraser.submit(() -> database.erasure().machine("a", NOW));
      while (database.count("erased") == 0) {
        Thread.onSpinWait();
      }
      slow.commit();
      assertThat(gone.get()).isEqualTo(1);
    } finally {
      eraser.shutdown();
    }
    assertThat(database.count("cli_event")).isZero();
    assertThat(database.insert(NOW, List.of(Events.command(null, "a"))))
        .containsExactly(Stored.ERASED);
  }

  @Test
  void maintenance_isDoneByOneServerAtATime() throws SQLException {
    Maintenance maintenance = new Maintenance(database.source(Role.MAINTAIN), 90);
    try (Connection other = database.connect(Role.MAINTAIN)) {
      other.setAutoCommit(false);
      assertThat(Query.isTrue(other, "SELECT telemetry.maintains_alone()")).isTrue();
      assertThat(maintenance.run(NOW)).isFalse();
      other.rollback();
      assertThat(maintenance.run(NOW)).isTrue();
    }
  }

  @Test
  void partitions_areMadeAhead_andDroppedByTheDay() throws SQLException {
    database.maintain(NOW);
    assertThat(partitions()).contains("cli_event_20260303", "cli_event_20260311");
    database.insert(NOW, List.of(Events.command(null, "a")));
    assertThat(database.rows("SELECT tableoid::regclass FROM cli_event"))
        .containsExactly("cli_event_20260304");

    database.maintain(NOW.plusSeconds(91 * 86_400));
    assertThat(partitions())
        .doesNotContain("cli_event_20260304")
        .contains("cli_event_20260305", "cli_event_20260603", "cli_event_20260610");
  }

  /** Numbers of transactions begin anew in the server that a dump is restored to. */
  @Test
  void restoredFromADump_saysSo_andGoesOnAfterMigrate() throws SQLException {
    database.insert(NOW, Events.times(2, Events.command(null, "a")));
    database.maintain(NOW);
    long ahead = 1L << 40;
    try (Connection admin = database.admin()) {
      admin.createStatement().execute("UPDATE cli_event SET batch = " + ahead);
      admin.createStatement().execute("UPDATE rolled_up SET batch = " + (ahead + 1));
    }
    assertThatThrownBy(() -> database.maintain(NOW))
        .satisfies(
            failure ->
                assertThat(DatabaseTrouble.describe(failure, Role.MAINTAIN))
                    .contains("run vcluster-backend migrate"));

    database.migrations().migrate();
    database.insert(NOW, List.of(Events.command(null, "a")));
    database.maintain(NOW);
    assertThat(events()).isEqualTo(3);
  }

  /** A group of a thousand is full; machines are counted on. */
  @Test
  void membersOfFullGroups_areNotToldApart_andOthersTakeThePlacesOfTheErased() throws SQLException {
    int machines = 1_005;
    List<CliEvent> events = new ArrayList<>();
    for (int i = 0; i < machines; i++) {
      events.add(Events.command(null, "m" + i));
    }
    database.insert(NOW, events.subList(0, 600));
    database.maintain(NOW);
    assertThat(members("os")).isEqualTo("600|600");
    database.insert(NOW, events.subList(300, machines));
    database.maintain(NOW);
    assertThat(members("machine")).isEqualTo("1305|1005");
    assertThat(members("os")).isEqualTo("1305|1000");

    database.erasure().machine("m1", NOW);
    database.erasure().machine("m2", NOW);
    assertThat(members("machine")).isEqualTo("1303|1003");
    assertThat(members("os")).isEqualTo("1303|1000");
    for (int i = 3; i < 10; i++) {
      database.erasure().machine("m" + i, NOW);
    }
    assertThat(members("machine")).isEqualTo("1296|996");
    assertThat(members("os")).isEqualTo("1296|996");
  }

  private String members(String dimension) throws SQLException {
    return database
        .rows(
            "SELECT events, members FROM total WHERE grain = 'day' AND dimension = '%s'"
                .formatted(dimension))
        .get(0);
  }

  private List<String> partitions() throws SQLException {
    return database.rows(
        "SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'cli_event'::regclass");
  }

  private long events() throws SQLException {
    return Long.parseLong(
        database
            .rows(
                "SELECT coalesce(sum(events), 0) FROM total"
                    + " WHERE grain = 'day' AND dimension = 'machine'")
            .get(0));
  }
}
