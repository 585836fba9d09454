package vcluster.backend.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
    database.maintain(Events.NOW);
    database.insert(
        Events.NOW,
        List.of(
            Events.command(Events.key("k", 0), "a"),
            Events.upload(null, "u", "a", 1),
            Events.start(null, "u", "a")));
    database.maintain(Events.NOW);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "OWNER")
  void everyTable_isRefused(Role role) throws SQLException {
    List<String> tables =
        database.rows(
            "SELECT oid::regclass FROM pg_class"
                + " WHERE relnamespace = 'telemetry'::regnamespace AND relkind IN ('r', 'p')");
    assertThat(tables).hasSizeGreaterThan(20).contains("cli_event", "total", "delta", "erased");
    for (String table : tables) {
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
        SELECT FROM telemetry.fact
        UPDATE telemetry.total SET members = 9
        UPDATE telemetry.report_daily SET members = 9
        INSERT INTO telemetry.report_daily DEFAULT VALUES
        SELECT nextval('telemetry.syncer_upload_id')
        """);
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
        DROP TABLE telemetry.total
        DROP SCHEMA telemetry CASCADE
        ALTER FUNCTION telemetry.stats() RESET ALL
        COPY (SELECT 1) TO PROGRAM 'true'
        SELECT pg_read_file('postgresql.conf')
        """);
    assertRefused(role, "ALTER TABLE telemetry.total OWNER TO " + role.user());
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

  /** Neither does a server whose clock is far ahead. */
  @Test
  void maintain_dropsNothingThatIsNew_orNotCounted() throws SQLException {
    Instant now = Instant.now();
    database.maintain(now);
    database.insert(now, List.of(Events.command(Events.key("new", 0), "a")));
    database.insert(Events.NOW, List.of(Events.command(null, "not counted")));
    try (Connection maintain = database.connect(Role.MAINTAIN)) {
      for (String call :
          List.of(
              "expire_rows('infinity')",
              "expire_rows('2999-01-01')",
              "expire_keys('2999-01-01', 9)",
              "expire_members('2999-01-01', 9)")) {
        maintain.createStatement().execute("SELECT telemetry." + call);
      }
    }
    assertThat(
            database.rows(
                "SELECT machine_id FROM cli_event WHERE received > now() - '1d'::interval"))
        .containsExactly("a");
    assertThat(database.rows("SELECT 1 FROM cli_event WHERE machine_id = 'not counted'"))
        .hasSize(1);
    assertThat(database.rows("SELECT 1 FROM event_key WHERE day > now() - '2d'::interval"))
        .hasSize(1);
  }

  @Test
  void maintain_countsNothingTwice() throws SQLException {
    try (Connection maintain = database.connect(Role.MAINTAIN)) {
      maintain.createStatement().execute("SELECT telemetry.roll_up(-1000)");
    }
    database.maintain(Events.NOW);
    assertThat(
            database.rows("SELECT events FROM total WHERE grain = 'day' AND dimension = 'machine'"))
        .containsExactly("1");
  }

  @Test
  void functions_areForThoseWhoNeedThem() throws SQLException {
    assertThat(functionsOf(Role.INGEST))
        .containsExactly(
            "ingest_cli", "ingest_instance", "ingest_syncer", "ingest_tally", "require_hash_key");
    assertThat(functionsOf(Role.REPORT)).isEmpty();
    assertThat(functionsOf(Role.ERASE))
        .containsExactly("erase_barrier", "erase_mark", "erase_rows", "require_hash_key");
    assertThat(functionsOf(Role.MAINTAIN))
        .containsExactly(
            ("expire_keys expire_members expire_rows maintains_alone make_partitions"
                    + " require_hash_key roll_up stats")
                .split(" "));
  }

  @Test
  void functionsOfOthers_areRefused_whenCalled() throws SQLException {
    List<String> calls =
        List.of(
            "ingest_tally('2026-01-01', '{}', '{}')",
            "make_partition('total', '2026-01-01', false)",
            "make_partitions('2026-01-01', 1)",
            "roll_up(1)",
            "expire_rows('2030-01-01')",
            "erase_mark('00000000-0000-0000-0000-000000000000', now())",
            "erase_rows('a', '')",
            "renumber_batches()",
            "stats()");
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
    assertThat(database.rows("SELECT proname FROM pg_proc WHERE prosecdef")).hasSize(15);
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
  void report_readsTheTotals_andNothingThatIsHidden() throws SQLException {
    database.insert(
        Events.NOW, Stream.of("b", "c", "d", "e").map(m -> Events.command(null, m)).toList());
    database.maintain(Events.NOW);
    try (Connection report = database.connect(Role.REPORT)) {
      assertThat(
              TestDatabase.rows(
                  report, "SELECT label, members FROM telemetry.report_daily ORDER BY label"))
          .contains("vcluster create *|5")
          .doesNotContain("k3s|1");
      // A condition that fails on any group of one event would tell that there is one.
      assertThat(
              TestDatabase.rows(
                  report, "SELECT count(*) FROM telemetry.report_daily WHERE 1 / (events - 1) < 0"))
          .containsExactly("0");
    }
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
