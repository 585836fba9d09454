package vcluster.backend.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.backend.record.CliEvent;
import vcluster.backend.record.EventKey;
import vcluster.backend.record.Incoming;
import vcluster.testing.Together;

class EventStoreTest {
  private static final Instant NOW = Events.NOW;

  @RegisterExtension final TestDatabase database = new TestDatabase();

  /** A new kind of events has to be added to each of these. */
  @Test
  void everyTableOfEvents_isPartitioned_counted_erasedAndRenumbered() throws SQLException {
    List<String> missing =
        database.rows(
            """
            SELECT place.name || ' lacks ' || kind.relname
            FROM pg_class kind, (
              SELECT proname, prosrc FROM pg_proc
              WHERE proname IN ('make_partitions', 'renumber_batches', 'erase_rows', 'stats')
              UNION ALL
              SELECT 'fact', string_agg(pg_get_viewdef(oid), '') FROM pg_class
              WHERE relname LIKE '%_fact'
            ) AS place(name, text)
            WHERE kind.relkind = 'p' AND strpos(place.text, kind.relname) = 0
            ORDER BY 1
            """);

    assertThat(missing).isEmpty();
  }

  @Test
  void events_areKept_asTheyAre() throws SQLException {
    List<Stored> stored =
        database.insert(
            NOW,
            List.of(
                Events.command(Events.key("k", 0), "machine"),
                Events.upload(Events.key("k", 1), "uid", "creator", 2),
                Events.start(Events.key("k", 2), "uid", "machine")));

    assertThat(stored).containsOnly(Stored.ACCEPTED).hasSize(3);
    assertThat(
            database.rows(
                "SELECT claimed, machine_id, version, command, options, error, os, arch, timezone"
                    + " FROM cli_event"))
        .containsExactly(
            "1772600767|machine|0.18.1|vcluster create *|--namespace --set||linux|amd64|CET");
    assertThat(
            database.rows(
                "SELECT u.uid, creator, creator_uid, os, arch, u.version, flags, controllers,"
                    + " service_type, virtual_version, host_version, since_last, e.uid, claimed,"
                    + " type, success, processing, error, api_group, e.version, kind"
                    + " FROM syncer_upload u JOIN syncer_event e ON e.upload = u.id"))
        .hasSize(2)
        .containsOnly(
            "uid|vclusterctl|creator|linux|amd64|v0.15.0|leader-elect node-selector|"
                + "hoststorageclasses -pods|NodePort|v1.26.0+k3s1|v1.25.3|300000|uid|"
                + "1772600767123456|ResourceSync|true|21||core|v1|Pod");
    assertThat(
            database.rows(
                "SELECT type, claimed, machine_id, uid, creator, os, arch, version,"
                    + " distro, virtual_version, host_version, helm_keys, severity, error,"
                    + " namespaces, pods, pods_failing FROM instance_event"))
        .containsExactly(
            "vcluster_start|1772600767|machine|uid|vclusterctl|linux|amd64|0.18.1|"
                + "k3s|v1.28.1|v1.27.2|sync.nodes.enabled telemetry.disabled|||null|2|0");
  }

  @Test
  void sameKeyAgain_isADuplicate_daysLaterToo() throws SQLException {
    List<CliEvent> events =
        List.of(Events.command(Events.key("k", 0), "m"), Events.command(Events.key("k", 1), "m"));
    assertThat(database.insert(NOW, events)).containsOnly(Stored.ACCEPTED);

    Instant later = NOW.plusSeconds(3 * 86_400);
    List<CliEvent> more = new ArrayList<>(events);
    more.add(Events.command(Events.key("k", 2), "m"));
    assertThat(database.insert(later, more))
        .containsExactly(Stored.DUPLICATE, Stored.DUPLICATE, Stored.ACCEPTED);
    assertThat(database.count("cli_event")).isEqualTo(3);
  }

  @Test
  void sameKeyTwiceInOneCall_isKeptOnce() throws SQLException {
    CliEvent event = Events.command(Events.key("k", 0), "m");
    CliEvent other = Events.command(Events.key("other", 0), "m");
    assertThat(database.insert(NOW, List.of(event, other, event)))
        .containsExactly(Stored.ACCEPTED, Stored.ACCEPTED, Stored.DUPLICATE);
    assertThat(database.count("cli_event")).isEqualTo(2);
  }

  @Test
  void eventsWithoutKey_areKeptAsTheyCome() throws SQLException {
    assertThat(database.insert(NOW, Events.times(3, Events.command(null, "m"))))
        .containsOnly(Stored.ACCEPTED);
    assertThat(database.count("cli_event")).isEqualTo(3);
    assertThat(database.count("event_key")).isZero();
  }

  @Test
  void duplicateUpload_bringsNoEvents() throws SQLException {
    EventKey key = EventKey.ofUpload("uid", new byte[] {1});
    database.insert(NOW, List.of(Events.upload(key, "uid", "c", 4)));
    assertThat(
            database.insert(
                NOW,
                List.of(
                    Events.upload(key, "uid", "c", 4),
                    Events.upload(EventKey.ofUpload("uid", new byte[] {2}), "uid", "c", 3),
                    Events.upload(null, "uid", "c", 0))))
        .containsExactly(Stored.DUPLICATE, Stored.ACCEPTED, Stored.ACCEPTED);
    assertThat(database.count("syncer_upload")).isEqualTo(3);
    assertThat(database.count("syncer_event")).isEqualTo(7);
  }

  @Test
  void outcomes_areInTheOrderOfTheEvents() throws SQLException {
    database.insert(NOW, List.of(Events.upload(Events.key("u", 0), "uid", "c", 1)));
    List<Incoming> mixed =
        List.of(
            Events.start(Events.key("s", 0), "uid", "m"),
            Events.upload(Events.key("u", 0), "uid", "c", 1),
            Events.command(Events.key("c", 0), "m"),
            Events.start(Events.key("s", 0), "uid", "m"));
    assertThat(database.insert(NOW, mixed))
        .containsExactly(Stored.ACCEPTED, Stored.DUPLICATE, Stored.ACCEPTED, Stored.DUPLICATE);
  }

  @Test
  void rolledBack_leavesNoEventAndNoKey() throws SQLException {
    List<CliEvent> events = List.of(Events.command(Events.key("k", 0), "m"));
    try (Connection connection = database.ingest()) {
      database.store().insert(connection, NOW, events);
      connection.rollback();
    }
    assertThat(database.insert(NOW, events)).containsExactly(Stored.ACCEPTED);
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
    for (int i = 0; i < 8; i++) {
      List<CliEvent> mine = i % 2 == 0 ? events : reversed;
      writers.add(() -> database.insert(NOW, mine));
    }
    assertThat(Together.run(4, writers).stream().flatMap(List::stream))
        .filteredOn(Stored.ACCEPTED::equals)
        .hasSize(keys);
    assertThat(database.count("cli_event")).isEqualTo(keys);
  }

  @Test
  void absurdClock_isKeptAsClaimed_andCountedByTheServers() throws SQLException {
    database.insert(
        NOW,
        List.of(
            Events.command(null, "m", 17_071_593_829L),
            Events.command(null, "m", Long.MIN_VALUE),
            Events.command(null, "m", Long.MAX_VALUE),
            Events.command(null, "m", NOW.getEpochSecond() - 3_600)));
    assertThat(
            database.rows(
                "SELECT claimed, EXTRACT(EPOCH FROM received) - EXTRACT(EPOCH FROM happened) >= 3600"
                    + " FROM cli_event ORDER BY claimed"))
        .containsExactly(
            Long.MIN_VALUE + "|false",
            NOW.getEpochSecond() - 3_600 + "|true",
            "17071593829|false",
            Long.MAX_VALUE + "|false");
  }

  @Test
  void strangeText_isKept() throws SQLException {
    String strange = "a\"b\\c{d},'e' NULL \u00e9\u2028\ud83d\ude00";
    database.insert(NOW, List.of(Events.command(null, strange), Events.command(null, "NULL")));
    assertThat(database.rows("SELECT machine_id FROM cli_event"))
        .containsExactlyInAnyOrder(strange, "NULL");
  }

  @Test
  void nothing_isNothing() throws SQLException {
    assertThat(database.insert(NOW, List.of())).isEmpty();
  }
}
