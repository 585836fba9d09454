package vcluster.backend.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What each role may, and that it may nothing else. */
class PostgresAccessTest {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @BeforeEach
  void someRows() throws SQLException {
    database.insert(
        List.of(
            Events.command(Events.key("k", 0), "a"),
            Events.upload(null, "u", "a", 1),
            Events.start(null, "u", "a")));
    database.maintain();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "OWNER")
  void everyTable_isRefused(Role role) throws SQLException {
    List<String> tables =
        database.rows(
            "SELECT oid::regclass FROM pg_class"
                + " WHERE relnamespace = 'telemetry'::regnamespace AND relkind IN ('r', 'p')");
    assertThat(tables)
        .hasSizeGreaterThan(20)
        .contains("cli_event", "event_key", "erased", "invented");
    for (String table : tables) {
      if (role == Role.REPORT && table.startsWith("published")) {
        continue;
      }
      assertRefused(
          role,
          """
          SELECT FROM telemetry.TABLE
          SELECT count(*) FROM telemetry.TABLE
          INSERT INTO telemetry.TABLE DEFAULT VALUES
          DELETE FROM telemetry.TABLE
          TRUNCATE telemetry.TABLE
          COPY telemetry.TABLE TO STDOUT
          """
              .replace("TABLE", table));
    }
    assertRefused(
        role,
        """
        UPDATE telemetry.retention SET days = 1
        UPDATE telemetry.cli_event SET version = ''
        """);
  }

  @Test
  void report_readsWhatIsPublished_andWritesNothing() throws SQLException {
    List<String> tables =
        database.rows(
            "SELECT relname FROM pg_class WHERE relnamespace = 'telemetry'::regnamespace"
                + " AND relkind = 'r' AND has_table_privilege('vcluster_report', oid, 'SELECT')"
                + " ORDER BY relname");
    assertThat(tables)
        .containsExactly(
            "published",
            "published_history",
            "published_item",
            "published_matrix",
            "published_population",
            "published_release",
            "published_week");
    for (String table : tables) {
      assertRefused(
          Role.REPORT,
          """
          INSERT INTO telemetry.TABLE DEFAULT VALUES
          DELETE FROM telemetry.TABLE
          TRUNCATE telemetry.TABLE
          """
              .replace("TABLE", table));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "OWNER")
  void making_andBecoming_isRefused(Role role) throws SQLException {
    assertRefused(
        role,
        """
        CREATE TABLE telemetry.mine (a int)
        CREATE TABLE public.mine (a int)
        CREATE TEMPORARY TABLE mine (a int)
        CREATE SCHEMA mine
        CREATE FUNCTION telemetry.f() RETURNS int LANGUAGE sql AS 'SELECT 1'
        SET ROLE vcluster_owner
        SET ROLE postgres
        CREATE ROLE mine
        DROP TABLE telemetry.tally
        DROP SCHEMA telemetry CASCADE
        ALTER FUNCTION telemetry.stats() RESET ALL
        COPY (SELECT 1) TO PROGRAM 'true'
        SELECT pg_read_file('postgresql.conf')
        """);
    assertRefused(role, "ALTER TABLE telemetry.tally OWNER TO " + role.user());
  }

  /** Whoever may only read could otherwise fill the disk, or hold up all who store. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "OWNER")
  void largeObjects_andLocks_areRefused(Role role) throws SQLException {
    assertRefused(
        role,
        """
        SELECT lo_create(0)
        SELECT lo_creat(-1)
        SELECT lo_from_bytea(0, 'x')
        SELECT pg_advisory_lock(1)
        SELECT pg_advisory_xact_lock(1, 2)
        SELECT pg_try_advisory_xact_lock(1)
        SELECT pg_try_advisory_lock(1)
        """);
  }

  /** With the password of a server, and for want of arguments that could be wrong. */
  @Test
  void maintain_dropsNothingThatIsNew() throws SQLException {
    try (Connection maintain = database.connect(Role.MAINTAIN)) {
      for (String call : List.of("expire_rows()", "expire_keys()", "make_partitions_ahead()")) {
        maintain.createStatement().execute("SELECT telemetry." + call);
      }
    }
    assertThat(database.count("cli_event")).isEqualTo(1);
    assertThat(database.count("event_key")).isEqualTo(1);
  }

  /** What a server would never send, with its password. */
  @Test
  void ingest_storesNothingLong_norInAnotherShard_norWithoutAMember() throws SQLException {
    UUID member = Events.id("m");
    int shard = Events.command(null, "m").shard();
    assertThat(store(shard, member, 0, "x", 1)).isEmpty();
    assertThat(store((shard + 1) % 32, member, 0, "x", 1)).isEqualTo("23514");
    assertThat(store(shard, null, 0, "x", 1)).isEqualTo("23502");
    assertThat(store(shard, member, 0, "x".repeat(5_000), 1)).isEqualTo("23514");
    assertThat(store(shard, member, 0, "x", 20_001)).isEqualTo("P0001");
    // Of the year 3000: it counts as now.
    assertThat(store(shard, member, 32_503_680_000_000_000L, "x", 1)).isEmpty();
    assertThat(database.rows("SELECT 1 FROM cli_event WHERE happened > now() + '1h'::interval"))
        .isEmpty();
  }

  /** The SQLSTATE; empty if it was stored. */
  private String store(int shard, @Nullable UUID member, long claimed, String version, int times)
      throws SQLException {
    String all = "array_fill(%s, ARRAY[" + times + "])";
    String words = ", " + all.formatted("''::text");
    String sql =
        "SELECT telemetry.ingest_cli("
            + all.formatted("?::int2")
            + ", "
            + all.formatted("NULL::uuid")
            + ", "
            + all.formatted("0")
            + ", NULL, NULL, "
            + all.formatted("?::int8")
            + ", "
            + all.formatted("?::uuid")
            + ", "
            + all.formatted("?::text")
            + words.repeat(6)
            + ")";
    try (Connection ingest = database.connect(Role.INGEST)) {
      Query.value(ingest, sql, shard, claimed, member, version);
      return "";
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }

  @Test
  void functions_areForThoseWhoNeedThem() throws SQLException {
    assertThat(functionsOf(Role.INGEST))
        .containsExactly(
            ("ingest_cli ingest_instance ingest_probe ingest_syncer ingest_tally require_hash_key")
                .split(" "));
    assertThat(functionsOf(Role.REPORT)).isEmpty();
    assertThat(functionsOf(Role.ERASE))
        .containsExactly(
            ("erase_instances erase_mark erase_rows erase_writers require_hash_key").split(" "));
    assertThat(functionsOf(Role.MAINTAIN))
        .containsExactly(
            ("counted_until expire_keys expire_rows expire_seen fold fold_tick maintains_alone"
                    + " make_partitions_ahead publish_if_due require_hash_key stats")
                .split(" "));
  }

  @Test
  void functionsOfOthers_areRefused_whenCalled() throws SQLException {
    List<String> calls =
        database.rows(
            "SELECT proname || '(' || coalesce((SELECT string_agg('NULL::' || format_type(t, NULL), ', ')"
                + " FROM unnest(proargtypes) AS t), '') || ')' FROM pg_proc"
                + " WHERE pronamespace = 'telemetry'::regnamespace");
    assertThat(calls).hasSizeGreaterThan(25);
    for (Role role : List.of(Role.INGEST, Role.REPORT, Role.ERASE, Role.MAINTAIN)) {
      List<String> own = functionsOf(role);
      for (String call : calls) {
        if (!own.contains(call.substring(0, call.indexOf('(')))) {
          assertRefused(role, "SELECT telemetry." + call);
        }
      }
    }
  }

  /** Whoever calls can't slip in functions or tables of the same names. */
  @Test
  void functionsWithTheOwnersRights_haveAFixedSearchPath() throws SQLException {
    assertThat(
            database.rows(
                "SELECT proname FROM pg_proc WHERE pronamespace = 'telemetry'::regnamespace"
                    + " AND prosecdef AND NOT 'search_path=telemetry, pg_temp' = ANY(proconfig)"))
        .isEmpty();
    assertThat(database.rows("SELECT proname FROM pg_proc WHERE prosecdef")).hasSize(20);
  }

  @Test
  void owner_isNoAdministrator() throws SQLException {
    assertRefused(
        Role.OWNER,
        """
        CREATE ROLE mine
        SET ROLE postgres
        SET ROLE vcluster_ingest
        COPY (SELECT 1) TO PROGRAM 'true'
        """);
  }

  @Test
  void everybodyElse_isKeptOut() throws SQLException {
    try (Connection admin = database.admin()) {
      admin.createStatement().execute("DROP ROLE IF EXISTS stranger; CREATE ROLE stranger LOGIN");
    }
    assertInsufficientPrivilege(() -> database.connectAs("stranger"));
  }

  private List<String> functionsOf(Role role) throws SQLException {
    return database.rows(
        "SELECT proname FROM pg_proc WHERE pronamespace = 'telemetry'::regnamespace"
            + " AND has_function_privilege('"
            + role.user()
            + "', oid, 'EXECUTE') ORDER BY proname");
  }

  /** Each line is a statement. */
  private void assertRefused(Role role, String statements) throws SQLException {
    try (Connection connection = database.connect(role)) {
      assertThat(statements.lines())
          .allSatisfy(
              sql -> assertInsufficientPrivilege(() -> connection.createStatement().execute(sql)));
    }
  }

  private static void assertInsufficientPrivilege(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
  }
}
