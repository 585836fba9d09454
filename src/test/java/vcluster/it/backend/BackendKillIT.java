package vcluster.it.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vcluster.backend.record.KeyedHash;
import vcluster.backend.store.TestDatabase;
import vcluster.it.Soak;

/** What was answered with 200 is there once, whoever dies when. */
class BackendKillIT {
  private static final int BETWEEN_KILLS = 50;

  @TempDir private Path folder;

  @Test
  void backendKilledUnderLoad_onTheTrialDatabase_losesNothingAndKeepsNothingTwice()
      throws Exception {
    try (BackendProcess backend = BackendProcess.start(folder, Map.of())) {
      Map<String, Integer> settled = killUnderLoad(backend);

      try (Connection admin = backend.trial("postgres")) {
        assertSame(kept(admin), settled, backend.trialHash());
      }
      assertThat(backend.end()).isZero();
    }
  }

  @Test
  void backendKilledUnderLoad_onPostgres_losesNothingAndKeepsNothingTwice() throws Exception {
    try (Postgres postgres = Postgres.start(folder.resolve("pg"));
        BackendProcess backend = start(postgres)) {
      Map<String, Integer> settled = killUnderLoad(backend);

      try (Connection admin = postgres.admin()) {
        assertSame(kept(admin), settled, Postgres.HASH);
      }
    }
  }

  @Test
  void postgresKilledUnderLoad_losesNothingAndKeepsNothingTwice() throws Exception {
    try (Postgres postgres = Postgres.start(folder.resolve("pg"));
        BackendProcess backend = start(postgres)) {
      Load load = Load.on(backend);
      for (int i = 0; i < Soak.of(10); i++) {
        load.awaitMore(BETWEEN_KILLS);
        postgres.kill();
        postgres.restart();
      }
      load.awaitMore(BETWEEN_KILLS);
      Map<String, Integer> settled = load.stop();

      try (Connection admin = postgres.admin()) {
        assertSame(kept(admin), settled, Postgres.HASH);
      }
    }
  }

  private BackendProcess start(Postgres postgres) throws Exception {
    BackendProcess backend = BackendProcess.start(folder, postgres);
    assertThat(backend.run("migrate")).as(backend.log()).isZero();
    return backend;
  }

  private static Map<String, Integer> killUnderLoad(BackendProcess backend) throws Exception {
    Load load = Load.on(backend);
    for (int i = 0; i < Soak.of(50); i++) {
      load.awaitMore(BETWEEN_KILLS);
      backend.kill();
      backend.restart();
    }
    load.awaitMore(BETWEEN_KILLS);
    return load.stop();
  }

  /** Says what differs, and not the thousands that do not; ids are kept as their hashes. */
  private static void assertSame(
      Map<String, Integer> kept, Map<String, Integer> sent, KeyedHash hash) {
    Map<String, Integer> settled = new HashMap<>();
    sent.forEach((id, events) -> settled.put(String.valueOf(hash.pseudonym(id)), events));
    Map<String, Integer> more = new HashMap<>(kept);
    more.entrySet().removeAll(settled.entrySet());
    Map<String, Integer> less = new HashMap<>(settled);
    less.entrySet().removeAll(kept.entrySet());
    assertThat(more).as("kept, and not or otherwise answered").isEmpty();
    assertThat(less).as("answered, and not or otherwise kept").isEmpty();
  }

  private static Map<String, Integer> kept(Connection connection) throws SQLException {
    String machines = "SELECT member, count(*) FROM telemetry.cli_event GROUP BY member";
    return TestDatabase.rows(connection, machines).stream()
        .map(row -> row.split("\\|"))
        .collect(Collectors.toMap(row -> row[0], row -> Integer.valueOf(row[1])));
  }
}
