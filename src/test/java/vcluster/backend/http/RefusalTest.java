package vcluster.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static vcluster.backend.http.TestBackend.CLI;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.backend.store.TestDatabase;

/** What a client is told to come again with. */
class RefusalTest {
  @RegisterExtension final TestDatabase database = new TestDatabase();

  private volatile boolean away;

  private Connection connect() throws SQLException {
    if (away) {
      throw new SQLException("connection refused", "08001");
    }
    return database.ingest();
  }

  @Test
  void databaseAway_is503_andThenAllIsWell() throws Exception {
    try (TestBackend backend = new TestBackend(this::connect, database.store(), 0)) {
      away = true;
      HttpResponse<String> refused = backend.post(CLI, Bodies.commands("m", 1), "key");
      away = false;
      HttpResponse<String> taken = backend.post(CLI, Bodies.commands("m", 1), "key");

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).contains("2");
      assertThat(taken.body()).startsWith("{\"accepted\":1,\"duplicates\":0");
      assertThat(database.count("cli_event")).isEqualTo(1);
    }
  }

  @Test
  void tooManyRequestsOfOneClient_are429() throws Exception {
    try (TestBackend backend = new TestBackend(this::connect, database.store(), 1)) {
      HttpResponse<String> first = backend.post(CLI, Bodies.commands("m", 1));
      HttpResponse<String> refused = first;
      // More than a slow machine sends in a second lets the bucket overflow in the end.
      for (int i = 0; i < 10_000 && refused.statusCode() == 200; i++) {
        refused = backend.post(CLI, Bodies.commands("m", 1));
      }
      assertThat(first.statusCode()).isEqualTo(200);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).contains("2");
      assertThat(refused.body()).isEqualTo("{\"error\":\"Too Many Requests\"}");
      assertThat(backend.get("/healthz").statusCode()).isEqualTo(200);
    }
  }
}
