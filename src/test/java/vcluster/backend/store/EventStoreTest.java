package vcluster.backend.store;

import static org.assertj.core.api.Assertions.assertThat;
import static vcluster.backend.store.Events.id;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.backend.record.CliEvent;
import vcluster.backend.record.EventKey;
import vcluster.backend.record.Incoming;
import vcluster.testing.Together;

class EventStoreTest {
  private static final long DAY = 86_400;
  private static final Instant NOW = Events.NOW;
  private static final Path FIELDS =
      Path.of("src/main/resources/vcluster/backend/registry/fields.tsv");
  private static final String NOW_TEXT = "2026-03-04 05:06:07.123456|";

  @RegisterExtension final TestDatabase database = new TestDatabase();

  /** A new kind of events has to be added to each of these. */
  @Test
  void everyTableOfEvents_isPartitioned_counted_andErased() throws SQLException {
    List<String> missing =
        database.rows(
            """
            SELECT place.name || ' lacks ' || kind.relname
            FROM pg_class kind, (
              SELECT proname, prosrc FROM pg_proc
              WHERE proname IN ('make_partitions', 'erase_rows', 'stats')
            ) AS place(name, text)
            WHERE kind.relkind = 'p' AND strpos(place.text, kind.relname) = 0
            ORDER BY 1
            """);

    assertThat(missing).isEmpty();
  }

  /** What is stored is what the table of fields says, and what it says is stored. */
  @Test
  void columns_areThoseOfTheFields() throws IOException, SQLException {
    Map<String, String> tables =
        Map.of(
            "cli", "cli_event",
            "instance", "instance_event",
            "upload", "syncer_upload",
            "sync", "syncer_upload");
    Set<String> told = new TreeSet<>();
    for (String row : Files.readAllLines(FIELDS)) {
      String[] cells = row.split("\t", -1);
      assertThat(cells[2]).isIn("use", "stored", "checked", "dropped");
      if (cells[2].equals("stored")) {
        for (String column : cells[3].split(" ")) {
          told.add(tables.get(cells[0]) + " " + column);
        }
      }
    }
    assertThat(told)
        .containsExactlyElementsOf(
            new TreeSet<>(
                database.rows(
                    "SELECT relname || ' ' || attname FROM pg_class JOIN pg_attribute ON attrelid"
                        + " = pg_class.oid WHERE relnamespace = 'telemetry'::regnamespace AND relkind"
                        + " = 'p' AND attnum > 0 AND attname NOT IN ('shard', 'tick', 'received')")));
  }

  @Test
  void events_areKept_asTheyAre() throws SQLException {
    database.at(NOW);
    List<Stored> stored =
        database.insert(
            List.of(
                Events.command(Events.key("k", 0), "machine"),
                Events.upload(Events.key("k", 1), "uid", "creator", 2),
                Events.start(Events.key("k", 2), "uid", "machine")));

    assertThat(stored).containsOnly(Stored.ACCEPTED).hasSize(3);
    assertThat(
            database.rows(
                "SELECT happened, member, version, command, options, error, os, arch, timezone"
                    + " FROM cli_event"))
        .containsExactly(
            NOW_TEXT
                + id("machine")
                + "|0.18.1|vcluster create *|--namespace --set||linux|amd64|CET");
    assertThat(
            database.rows(
                "SELECT happened, member, machine, creator, os, arch, version, flags, controllers,"
                    + " service_type, virtual_version, host_version, since_last, syncs"
                    + " FROM syncer_upload"))
        .containsExactly(
            NOW_TEXT
                + id("uid")
                + "|"
                + id("creator")
                + "|vclusterctl|linux|amd64|v0.15.0|leader-elect node-selector|"
                + "hoststorageclasses -pods|NodePort|v1.26.0+k3s1|v1.25.3|300000|[{\"kind\": \"Pod\","
                + " \"type\": \"ResourceSync\", \"count\": 2, \"error\": \"\", \"group\": \"core\","
                + " \"times\": [0, 2], \"success\": true, \"version\": \"v1\"}]");
    assertThat(
            database.rows(
                "SELECT happened, member, machine, type, creator, os, arch, version,"
                    + " distro, virtual_version, host_version, helm_keys, severity, error,"
                    + " namespaces, pods, pods_failing FROM instance_event"))
        .containsExactly(
            NOW_TEXT
                + id("uid")
                + "|"
                + id("machine")
                + "|vcluster_start|vclusterctl|linux|amd64|0.18.1|"
                + "k3s|v1.28.1|v1.27.2|sync.nodes.enabled telemetry.disabled|||null|2|0");
  }

  @Test
  void sameKeyAgain_isADuplicate_daysLaterToo() throws SQLException {
    List<CliEvent> events =
        List.of(Events.command(Events.key("k", 0), "m"), Events.command(Events.key("k", 1), "m"));
    database.at(NOW);
    assertThat(database.insert(events)).containsOnly(Stored.ACCEPTED);

    database.at(NOW.plusSeconds(3 * 86_400));
    List<CliEvent> more = new ArrayList<>(events);
    more.add(Events.command(Events.key("k", 2), "m"));
    assertThat(database.insert(more))
        .containsExactly(Stored.DUPLICATE, Stored.DUPLICATE, Stored.ACCEPTED);
    assertThat(database.count("cli_event")).isEqualTo(3);
  }

  @Test
  void sameKeyTwiceInOneCall_isKeptOnce() throws SQLException {
    CliEvent event = Events.command(Events.key("k", 0), "m");
    CliEvent other = Events.command(Events.key("other", 0), "m");
    assertThat(database.insert(List.of(event, other, event)))
        .containsExactly(Stored.ACCEPTED, Stored.ACCEPTED, Stored.DUPLICATE);
    assertThat(database.count("cli_event")).isEqualTo(2);
  }

  @Test
  void eventsWithoutKey_areKeptAsTheyCome() throws SQLException {
    assertThat(database.insert(Events.times(3, Events.command(null, "m"))))
        .containsOnly(Stored.ACCEPTED);
    assertThat(database.count("cli_event")).isEqualTo(3);
    assertThat(database.count("event_key")).isZero();
  }

  @Test
  void duplicateUpload_isNotCounted() throws SQLException {
    EventKey key = EventKey.ofUpload(TestDatabase.HASH, id("uid"), "[1]");
    EventKey other = EventKey.ofUpload(TestDatabase.HASH, id("uid"), "[2]");
    database.insert(List.of(Events.upload(key, "uid", "c", 4)));
    assertThat(
            database.insert(
                List.of(
                    Events.upload(key, "uid", "c", 4),
                    Events.upload(other, "uid", "c", 3),
                    Events.upload(null, "uid", "c", 0))))
        .containsExactly(Stored.DUPLICATE, Stored.ACCEPTED, Stored.ACCEPTED);
    assertThat(database.rows("SELECT syncs -> 0 -> 'count' FROM syncer_upload"))
        .containsExactlyInAnyOrder("4", "3", "null");
  }

  @Test
  void outcomes_areInTheOrderOfTheEvents() throws SQLException {
    database.insert(List.of(Events.upload(Events.key("u", 0), "uid", "c", 1)));
    List<Incoming> mixed =
        List.of(
            Events.start(Events.key("s", 0), "uid", "m"),
            Events.upload(Events.key("u", 0), "uid", "c", 1),
            Events.command(Events.key("c", 0), "m"),
            Events.start(Events.key("s", 0), "uid", "m"));
    assertThat(database.insert(mixed))
        .containsExactly(Stored.ACCEPTED, Stored.DUPLICATE, Stored.ACCEPTED, Stored.DUPLICATE);
  }

  @Test
  void rolledBack_leavesNoEventAndNoKey() throws SQLException {
    List<CliEvent> events = List.of(Events.command(Events.key("k", 0), "m"));
    try (Connection connection = database.ingest()) {
      database.store().insert(connection, events);
      connection.rollback();
    }
    assertThat(database.insert(events)).containsExactly(Stored.ACCEPTED);
    assertThat(database.count("cli_event")).isEqualTo(1);
  }

  @Test
  void sameKeysFromManyWriters_areKeptOnce() throws Exception {
    int keys = 200;
    List<CliEvent> events = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      events.add(Events.command(Events.key("k" + i, 0), "m"));
    }
    List<CliEvent> reversed = new ArrayList<>(events);
    Collections.reverse(reversed);
    List<Callable<List<Stored>>> writers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      List<CliEvent> mine = i % 2 == 0 ? events : reversed;
      writers.add(() -> database.insert(mine));
    }
    assertThat(Together.run(50, writers).stream().flatMap(List::stream))
        .filteredOn(Stored.ACCEPTED::equals)
        .hasSize(keys);
    assertThat(database.count("cli_event")).isEqualTo(keys);
  }

  /** Whose clock is absurd happens when it arrives. */
  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 30, 30 * DAY - 1, 30 * DAY})
  void timeThatCanBeTrue_counts(long age) throws SQLException {
    database.at(NOW);
    database.insert(List.of(Events.command(null, "m", Events.micros(NOW.minusSeconds(age)))));
    assertThat(database.rows("SELECT extract(epoch FROM received - happened) FROM cli_event"))
        .containsExactly(age + ".000000");
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, 0, 17_071_593_829_000_000L, Long.MAX_VALUE})
  void absurdTime_countsAsNow(long claimed) throws SQLException {
    database.at(NOW);
    database.insert(List.of(Events.command(null, "m", claimed)));
    assertThat(database.rows("SELECT happened = received FROM cli_event")).containsExactly("true");
  }

  @ParameterizedTest
  @ValueSource(longs = {30 * DAY + 1, -601})
  void timeJustOutOfRange_countsAsNow(long age) throws SQLException {
    absurdTime_countsAsNow(Events.micros(NOW.minusSeconds(age)));
  }

  /** Two clients that have hit on one key do not meet. */
  @Test
  void sameKeyOfAnotherMember_isAnotherEvent() throws SQLException {
    UUID a = EventKey.digest(TestDatabase.HASH, "event", id("a"), "k");
    UUID b = EventKey.digest(TestDatabase.HASH, "event", id("b"), "k");
    assertThat(
            database.insert(
                List.of(
                    Events.command(new EventKey(a, 0), "a"),
                    Events.command(new EventKey(b, 0), "b"))))
        .containsOnly(Stored.ACCEPTED);
  }

  @Test
  void shard_isThatOfTheMember_inEveryTable() throws SQLException {
    List<Incoming> events = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      EventKey key = new EventKey(id("k" + i), 0);
      events.add(Events.command(key, "m" + i));
    }
    database.insert(events);
    assertThat(database.rows("SELECT count(DISTINCT shard) FROM cli_event")).containsExactly("32");
    assertThat(
            database.rows(
                "SELECT shard, count(*) FROM cli_event GROUP BY 1"
                    + " EXCEPT SELECT shard, count(*) FROM event_key GROUP BY 1"))
        .isEmpty();
  }

  /** No maintenance has been for a while. */
  @Test
  void dayWithoutPartition_getsOne() throws SQLException {
    database.at(NOW);
    assertThat(database.insert(List.of(Events.command(null, "m"), Events.start(null, "u", null))))
        .containsOnly(Stored.ACCEPTED);
    assertThat(database.rows("SELECT tableoid::regclass FROM instance_event"))
        .containsExactly("instance_event_20260304");
  }

  @Test
  void nothing_isNothing() throws SQLException {
    assertThat(database.insert(List.of())).isEmpty();
  }
}
