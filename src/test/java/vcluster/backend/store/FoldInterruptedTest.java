package vcluster.backend.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.backend.demo.Fleet;
import vcluster.backend.demo.FleetSize;
import vcluster.backend.record.Incoming;
import vcluster.backend.store.ExpectedFigures.Arrived;
import vcluster.testing.Await;
import vcluster.testing.Unchecked;

/** Whatever ends in the middle, and whoever does it at the same time: all is counted once. */
class FoldInterruptedTest {
  private static final LocalDate FIRST = LocalDate.of(2031, 3, 3);
  private static final FleetSize SIZE = new FleetSize(100, 100, 12);
  private static final LocalDate TODAY = FIRST.plusDays(SIZE.days());
  private static final int TIMES = 8;

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private final Random random = new Random(9);
  private final List<Arrived> arrived = new ArrayList<>();

  @BeforeEach
  void store() throws SQLException {
    new Fleet(4, SIZE, FIRST, TestDatabase.HASH).send(this::store);
    database.at(TODAY.atStartOfDay().plusMinutes(40).toInstant(ZoneOffset.UTC));
  }

  private void store(LocalDate day, List<Incoming> events) throws SQLException {
    Instant night = day.atTime(23, 59).toInstant(ZoneOffset.UTC);
    database.at(night);
    database.insert(events);
    events.forEach(event -> arrived.add(new Arrived(event, night)));
  }

  @Test
  void sessionsThatAreEnded_leaveNothingOut_andCountNothingTwice() throws Exception {
    interrupt(Role.MAINTAIN, database::fold);
    interrupt(Role.OWNER, database::publish);
    assertFigures();
  }

  @Test
  void foldsAtOnce_countOnce() throws Exception {
    ExecutorService servers = Executors.newFixedThreadPool(3);
    try {
      List<Callable<Void>> folds = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        folds.add(
            () -> {
              database.fold();
              return null;
            });
      }
      for (Future<Void> fold : servers.invokeAll(folds)) {
        fold.get();
      }
    } finally {
      servers.shutdown();
    }
    database.publish();
    assertFigures();
  }

  /** Ends the session at any point, some times, and lets it be done in the end. */
  private void interrupt(Role role, Unchecked.Work work) throws Exception {
    ExecutorService server = Executors.newSingleThreadExecutor();
    try (Connection admin = database.admin()) {
      String sessions =
          " FROM pg_stat_activity WHERE datname = current_database() AND usename = '%s'"
              .formatted(role.user());
      int ended = 0;
      for (int i = 0; i < TIMES; i++) {
        Future<?> done = server.submit(() -> Unchecked.run(work));
        Await.until(
            "it is at it",
            () ->
                done.isDone()
                    || Query.isTrue(
                        admin, "SELECT EXISTS (SELECT" + sessions + " AND state = 'active')"));
        Await.pause(random.nextInt(100));
        ended += (int) Query.number(admin, "SELECT count(pg_terminate_backend(pid))" + sessions);
        Await.until("it has ended", done::isDone);
      }
      assertThat(ended).isPositive();
    } finally {
      server.shutdown();
    }
    work.run();
  }

  private void assertFigures() throws SQLException {
    try (Connection admin = database.admin()) {
      assertThat(FigureDifferences.find(admin, TODAY, 90, arrived)).isEmpty();
    }
  }
}
