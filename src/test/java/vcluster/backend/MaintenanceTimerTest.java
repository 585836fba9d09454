package vcluster.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import vcluster.backend.MaintenanceTimer.Task;
import vcluster.backend.MaintenanceTimer.Work;
import vcluster.backend.store.Role;
import vcluster.testing.Await;

class MaintenanceTimerTest {
  private final AtomicInteger runs = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();

  @Test
  void taskThatFails_holdsUpNoOther() {
    Work refused =
        () -> {
          throw new SQLException("refused", "53100");
        };
    Work broken =
        () -> {
          throw new StackOverflowError();
        };
    List<Task> tasks =
        List.of(
            new Task(Role.INGEST, false, refused),
            new Task(Role.MAINTAIN, false, broken),
            new Task(Role.MAINTAIN, false, runs::incrementAndGet));
    try (MaintenanceTimer timer = new MaintenanceTimer(tasks, () -> {})) {
      Await.until("the last one runs", () -> runs.get() > 0);
    }
  }

  @Test
  void taskForTheEnd_runsOnceMore() {
    List<Task> tasks =
        List.of(
            new Task(Role.INGEST, true, runs::incrementAndGet),
            new Task(Role.MAINTAIN, false, () -> {}));
    try (MaintenanceTimer timer = new MaintenanceTimer(tasks, () -> closed.set(true))) {
      Await.until("it runs", () -> runs.get() == 1);
    }
    assertThat(runs).hasValue(2);
    assertThat(closed).isTrue();
  }
}
