package vcluster.backend.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FoldTest {
  private static final Instant NOW = Events.NOW;

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void whatCameIn_isCountedByDays() throws SQLException {
    database.at(NOW);
    database.insert(
        List.of(
            Events.command(null, "a"),
            Events.command(null, "a"),
            Events.command(null, "b"),
            Events.upload(null, "u", "c", 2),
            Events.start(null, "u", "a")));
    database.at(NOW.plus(Duration.ofDays(1)));
    database.fold();

    assertThat(
            database.rows(
                "SELECT kind, name, count(*), sum(bit_count(days)) FROM seen JOIN item ON id = item"
                    + " GROUP BY 1, 2 ORDER BY 1, 2"))
        .contains("command|vcluster create|2|2", "option|vcluster --namespace|2|2")
        .contains("sync|core/v1 Pod|1|1", "virtual|1.26|1|1", "virtual|1.28|1|1");
    database.publish();
    assertThat(database.rows("SELECT day, since, days, invented FROM published"))
        .containsExactly("2026-03-04|2026-03-04|90|true");
  }
}
