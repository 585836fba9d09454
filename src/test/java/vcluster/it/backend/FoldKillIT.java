package vcluster.it.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import vcluster.backend.demo.Fleet;
import vcluster.backend.demo.FleetSize;
import vcluster.backend.record.Incoming;
import vcluster.backend.store.ExpectedFigures.Arrived;
import vcluster.backend.store.FigureDifferences;
import vcluster.backend.store.Fold;
import vcluster.backend.store.Migrations;
import vcluster.backend.store.PostgresEventStore;
import vcluster.backend.store.Publication;
import vcluster.backend.store.Role;
import vcluster.it.Soak;
import vcluster.testing.Await;
import vcluster.testing.Unchecked;

/** A PostgreSQL that is killed while it counts or publishes has counted all once in the end. */
class FoldKillIT {
  private static final LocalDate FIRST = LocalDate.of(2031, 3, 3);
  private static final FleetSize SIZE = new FleetSize(200, 200, 10);
  private static final LocalDate TODAY = FIRST.plusDays(SIZE.days());

  @TempDir Path dir;

  private final Random random = new Random();
  private final List<Arrived> arrived = new ArrayList<>();

  @Test
  void killedInFoldAndPublication_countsAllOnce() throws Exception {
    try (Postgres postgres = Postgres.start(dir.resolve("data"))) {
      new Migrations(source(postgres, Role.OWNER)).migrate(OptionalInt.empty());
      new Fleet(4, SIZE, FIRST, Postgres.HASH).send((day, events) -> store(postgres, day, events));
      setClock(postgres, TODAY.atStartOfDay().plusMinutes(40).toInstant(ZoneOffset.UTC));

      Fold fold = new Fold(source(postgres, Role.MAINTAIN));
      Publication publication = new Publication(source(postgres, Role.OWNER));
      for (int i = 0; i < Soak.of(20); i++) {
        kill(postgres, fold::run);
      }
      fold.run();
      for (int i = 0; i < Soak.of(20); i++) {
        kill(postgres, publication::refresh);
      }
      publication.refresh();

      try (Connection admin = postgres.admin()) {
        assertThat(FigureDifferences.find(admin, TODAY, 90, arrived)).isEmpty();
      }
    }
  }

  private static DataSource source(Postgres postgres, Role role) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(postgres.url());
    source.setUser(role.user());
    return source;
  }

  private static void setClock(Postgres postgres, Instant time) throws SQLException {
    postgres.admin("SELECT telemetry.set_clock('" + time + "')");
  }

  private void store(Postgres postgres, LocalDate day, List<Incoming> events) throws SQLException {
    Instant night = day.atTime(23, 59).toInstant(ZoneOffset.UTC);
    setClock(postgres, night);
    try (Connection connection = source(postgres, Role.INGEST).getConnection()) {
      new PostgresEventStore(Postgres.HASH).insert(connection, events);
    }
    events.forEach(event -> arrived.add(new Arrived(event, night)));
  }

  /** At any point of the work, or soon after it. */
  private void kill(Postgres postgres, Unchecked.Work work) throws Exception {
    ExecutorService server = Executors.newSingleThreadExecutor();
    try {
      Future<?> done = server.submit(() -> Unchecked.run(work));
      Await.pause(random.nextInt(600));
      postgres.kill();
      Await.until("it has ended", done::isDone);
      postgres.restart();
    } finally {
      server.shutdown();
    }
  }
}
