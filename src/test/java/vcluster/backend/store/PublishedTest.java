package vcluster.backend.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.backend.record.CliEvent;
import vcluster.backend.record.Incoming;
import vcluster.backend.record.InstanceEvent;

/** What the role that reports can find out of groups of fewer than five. */
class PublishedTest {
  private static final Instant FIRST = Instant.parse("2031-03-03T12:00:00Z");
  private static final int DAYS = 9;
  private static final int MONTH = 28;
  private static final List<String> PARTS =
      List.of("members_7", "once_7", "members_28", "once_28", "members_90", "once_90");

  /** Numbers of events; all others are of members. */
  private static final List<String> EVENTS = List.of("events", "failed");

  @RegisterExtension final TestDatabase database = new TestDatabase();

  /** Of everything that is divided one part is of three members, or of two. */
  @BeforeEach
  void publish() throws SQLException {
    for (int day : IntStream.range(-1, DAYS).toArray()) {
      Instant at = FIRST.plus(day < 0 ? -MONTH : day, ChronoUnit.DAYS);
      database.at(at);
      List<Incoming> events = new ArrayList<>();
      for (int i = 0; i < 43; i++) {
        // Three are on one day only.
        if (i < 40 || day == 4) {
          events.add(command(i, at));
          events.add(start(i, at));
        }
      }
      database.insert(events);
    }
    database.at(FIRST.plus(DAYS, ChronoUnit.DAYS));
    database.fold();
    database.publish();
  }

  private static CliEvent command(int member, Instant at) {
    return new CliEvent(
        null,
        Events.micros(at),
        Events.id("machine " + member),
        member % 20 < 3 ? "0.21.0" : member % 20 < 5 ? "0.22.0" : "0.20.0",
        member < 3 ? "vcluster pause *" : "vcluster create *",
        member % 20 < 8 ? "--expose" : "",
        member < 3 || member >= 5 && member < 7 ? "network" : "",
        member < 3 ? "windows" : "linux",
        "amd64",
        member < 2 ? "IST" : "CET");
  }

  private static InstanceEvent start(int member, Instant at) {
    return new InstanceEvent(
        null,
        Events.micros(at),
        Events.id("instance " + member),
        null,
        "vcluster_start",
        member < 2 ? "helm" : "vclusterctl",
        "linux",
        member < 3 ? "arm64" : "amd64",
        member % 20 < 3 ? "0.19.0" : "0.18.1",
        member < 4 ? "k8s" : "k3s",
        "v1.28.1",
        member < 20 ? "v1.27.2" : "v1.26.2",
        member % 20 < 2 ? "sync.nodes.enabled" : "",
        "",
        "",
        null,
        (long) member % 20,
        0L);
  }

  @Test
  void noNumberOfMembers_isOneToFour() throws SQLException {
    tables()
        .forEach(
            (table, rows) -> {
              assertThat(rows).as(table).isNotEmpty();
              for (Map<String, String> row : rows) {
                assertThat(row)
                    .as("%s", row)
                    .allSatisfy(
                        (column, value) -> {
                          if (isMembers(column)) {
                            assertThat(value).doesNotMatch("[1-4]");
                          }
                        });
                boolean few =
                    isNull(row, "members_28") && isZero(row, "once_28")
                        || isNull(row, "members") && isZero(row, "once");
                if (few) {
                  assertThat(row.get("events")).as("%s", row).isEqualTo("null");
                }
              }
            });
    // Else this proves nothing.
    assertThat(database.rows("SELECT kind, name FROM published_item WHERE members_28 IS NULL"))
        .contains("command|vcluster pause", "cli_platform|windows/amd64", "zone|IST", "distro|k8s");
    assertThat(database.rows("SELECT failing, failed FROM published_item WHERE failing IS NULL"))
        .contains("null|null")
        .allMatch(row -> row.equals("null|null"));
  }

  private static boolean isMembers(String column) {
    return !EVENTS.contains(column)
        && Pattern.compile("members.*|once.*|used.*|exposed.*|failing|instances")
            .matcher(column)
            .matches();
  }

  private static boolean isNull(Map<String, String> row, String column) {
    return "null".equals(row.get(column));
  }

  private static boolean isZero(Map<String, String> row, String column) {
    return "0".equals(row.get(column));
  }

  /** What is left of a whole without its parts that are shown is none, or five and more. */
  @Test
  void whatIsShownOfAWhole_leavesNoFew() throws SQLException {
    Map<String, List<Map<String, String>>> tables = tables();
    Map<String, Long> rests = new TreeMap<>();
    Map<String, Map<String, String>> wholes = new HashMap<>();
    tables.get("published_population").forEach(row -> wholes.put(row.get("population"), row));
    for (Map<String, String> row : tables.get("published_item")) {
      if (row.get("events").equals("null") && row.get("failed").equals("null")) {
        for (String column : PARTS) {
          String whole = wholes.get(row.get("population")).get(column);
          take(rests, row.get("kind") + " " + column, whole, row.get(column));
        }
        take(rests, row.get("kind") + " used", row.get("exposed"), row.get("used"));
      }
      wholes.put(row.get("kind") + row.get("name"), row);
    }
    for (Map<String, String> row : tables.get("published_release")) {
      for (String column : List.of("used", "exposed", "used_before", "exposed_before")) {
        String item = row.get("kind") + row.get("name");
        take(rests, item + " " + column, wholes.get(item).get(column), row.get(column));
      }
    }
    for (Map<String, String> row : tables.get("published_week")) {
      if (row.get("name").isEmpty()) {
        wholes.put(row.get("kind") + row.get("week"), row);
      }
    }
    for (Map<String, String> row : tables.get("published_week")) {
      String population =
          Map.of("cli_version", "machine", "syncer_version", "instance")
              .getOrDefault(row.get("kind"), "");
      if (!population.isEmpty()) {
        String week = row.get("week");
        for (String column : List.of("members", "once", "used")) {
          String whole = wholes.get(population + week).get(column);
          take(rests, row.get("kind") + week + " " + column, whole, row.get(column));
        }
      }
    }
    String instances = wholes.get("error*").get("exposed");
    for (Map<String, String> row : tables.get("published_matrix")) {
      take(rests, "matrix", instances, row.get("instances"));
    }
    assertThat(rests)
        .containsKeys("cli_version members_28", "zone used", "matrix")
        .containsEntry("commandvcluster create used_before", 7L)
        .allSatisfy(
            (whole, rest) ->
                assertThat(rest)
                    .as(whole)
                    .satisfiesAnyOf(
                        few -> assertThat(few).isZero(), few -> assertThat(few).isGreaterThan(4)));
  }

  private static void take(Map<String, Long> rests, String key, String whole, String part) {
    if (!whole.equals("null")) {
      rests.putIfAbsent(key, Long.valueOf(whole));
      rests.merge(key, part.equals("null") ? 0 : -Long.parseLong(part), Long::sum);
    }
  }

  /** PostgreSQL counts the rows that a condition has removed, of those that the role can read. */
  @Test
  void whatPostgresSaysOfItsWork_isOfNothingHidden() throws SQLException {
    try (Connection report = database.connect(Role.REPORT)) {
      for (Map.Entry<String, List<Map<String, String>>> table : tables().entrySet()) {
        for (String column : table.getValue().get(0).keySet()) {
          String plan =
              String.join(
                  "\n",
                  TestDatabase.rows(
                      report,
                      "EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF) SELECT * FROM telemetry.%s WHERE %s::text > 'c'"
                          .formatted(table.getKey(), column)));
          long removed =
              Pattern.compile("Rows Removed by Filter: (\\d+)|actual rows=(\\d+)")
                  .matcher(plan)
                  .results()
                  .mapToLong(found -> Long.parseLong(found.group(found.group(1) == null ? 2 : 1)))
                  .sum();
          assertThat(removed).as(plan).isEqualTo(table.getValue().size());
        }
      }
    }
    assertThat(
            database.rows(
                "SELECT relname FROM pg_class WHERE relnamespace = 'telemetry'::regnamespace"
                    + " AND relkind IN ('v', 'm') UNION ALL"
                    + " SELECT proname FROM pg_proc WHERE pronamespace = 'telemetry'::regnamespace"
                    + " AND has_function_privilege('vcluster_report', oid, 'EXECUTE')"))
        .isEmpty();
  }

  /** With one event between two readings one would else see all of it. */
  @Test
  void oneMoreEvent_showsNothingBeforeTheDayIsOver() throws SQLException {
    Map<String, List<Map<String, String>>> before = tables();
    Instant at = FIRST.plus(DAYS, ChronoUnit.DAYS).plusSeconds(60);
    database.at(at);
    database.insert(List.of(command(100, at), start(100, at)));
    for (int minutes = 5; minutes < 700; minutes += 200) {
      database.at(at.plusSeconds(minutes * 60));
      database.fold();
      assertThat(new Publication(database.source(Role.MAINTAIN)).runIfDue()).isFalse();
    }
    assertThat(tables()).isEqualTo(before);

    database.at(at.plus(13, ChronoUnit.HOURS));
    database.fold();
    assertThat(new Publication(database.source(Role.MAINTAIN)).runIfDue()).isTrue();
    assertThat(new Publication(database.source(Role.MAINTAIN)).runIfDue()).isFalse();
    assertThat(tables()).isNotEqualTo(before);
  }

  /** Every role can read the catalogs. */
  @Test
  void catalogs_nameNobodyAndNothing() throws SQLException {
    Instant at = FIRST.plus(DAYS, ChronoUnit.DAYS).plusSeconds(60);
    database.at(at);
    List<Incoming> events = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      CliEvent command = command(100 + i % 2, at);
      events.add(
          new CliEvent(
              null,
              command.claimed(),
              command.member(),
              "0.77.7",
              command.command(),
              command.options(),
              "telling",
              "plan9",
              command.arch(),
              "ZZZ"));
    }
    database.insert(events);
    database.at(at.plusSeconds(120));
    database.fold();
    try (Connection admin = database.admin();
        Connection fold = database.connect(Role.MAINTAIN);
        Connection report = database.connect(Role.REPORT)) {
      admin.createStatement().execute("ANALYZE");
      // Others are at work on it.
      fold.setAutoCommit(false);
      Query.value(fold, "SELECT 'plan9' || telemetry.fold(60)");
      String secrets = "plan9|0\\.77\\.7|telling|" + Events.id("machine 100");
      for (String relation :
          TestDatabase.rows(
              report,
              "SELECT oid::regclass FROM pg_class WHERE relkind IN ('r', 'v') AND relnamespace IN"
                  + " ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)"
                  + " AND has_table_privilege(oid, 'SELECT')")) {
        assertThat(secretsIn(report, relation, secrets)).as(relation).isEmpty();
      }
      assertThat(secretsIn(admin, "pg_stats", secrets)).isNotEmpty();
    }
  }

  private static List<String> secretsIn(Connection connection, String relation, String secrets)
      throws SQLException {
    String mine = relation.equals("pg_stat_activity") ? " WHERE pid <> pg_backend_pid()" : "";
    List<String> found = new ArrayList<>();
    try (ResultSet rows =
        connection.createStatement().executeQuery("SELECT * FROM " + relation + mine)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          String value = String.valueOf(rows.getString(i));
          if (Pattern.compile(secrets).matcher(value).find()) {
            found.add(value);
          }
        }
      }
    } catch (SQLException e) {
      // A view over what the role may not read.
      assertThat(e.getSQLState()).as(relation).isEqualTo("42501");
    }
    return found;
  }

  /** All that is published, as the role reads it. */
  private Map<String, List<Map<String, String>>> tables() throws SQLException {
    Map<String, List<Map<String, String>>> tables = new TreeMap<>();
    try (Connection report = database.connect(Role.REPORT)) {
      for (String table : FigureDifferences.KEYS.keySet()) {
        List<Map<String, String>> rows = new ArrayList<>();
        try (ResultSet result =
            report.createStatement().executeQuery("SELECT * FROM telemetry." + table)) {
          while (result.next()) {
            Map<String, String> row = new TreeMap<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
              row.put(result.getMetaData().getColumnName(i), String.valueOf(result.getObject(i)));
            }
            rows.add(row);
          }
        }
        tables.put(table, rows);
      }
    }
    return tables;
  }
}
