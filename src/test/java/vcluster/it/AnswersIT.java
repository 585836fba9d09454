package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.testing.Await;
import vcluster.testing.Received;
import vcluster.testing.Reply;
import vcluster.testing.TestServer;

class AnswersIT {
  @RegisterExtension final Sandbox sandbox = new Sandbox();

  @Test
  void retryAfter_binds_alsoFlush() {
    sandbox.backend().answers(Reply.of(503).with("Retry-After", "3600"));
    sandbox.vcluster().run("version");
    sandbox.uploaders().awaitNone();
    sandbox.backend().answers(Reply.of(200));

    Result next = sandbox.vcluster().run("version", "--debug");
    Result flush = sandbox.vcluster().run("telemetry", "flush");

    assertThat(next.err()).contains("recorded in").doesNotContain("uploader started");
    assertThat(flush.exitCode()).isEqualTo(1);
    assertThat(flush.err()).contains("2 events still waiting").contains("asked to wait until");
    assertThat(sandbox.backend().requests()).hasSize(1);
  }

  @Test
  void retryAfter_over_bindsNoMore() {
    sandbox.backend().answers(Reply.of(429).with("Retry-After", "2"));
    sandbox.vcluster().run("version");
    sandbox.uploaders().awaitNone();
    sandbox.backend().answers(Reply.of(200));

    Await.until("it is over", () -> flush().exitCode() == 0);

    assertThat(sandbox.backend().accepted()).hasSize(1);
  }

  @Test
  void ownBackoff_binds_butNotFlush() {
    sandbox.backend().answers(Reply.of(500));
    sandbox.vcluster().run("version");
    sandbox.uploaders().awaitNone();
    sandbox.backend().answers(Reply.of(200));

    Result next = sandbox.vcluster().run("version", "--debug");
    Result flush = flush();

    assertThat(next.err()).contains("recorded in").doesNotContain("uploader started");
    assertThat(flush.exitCode()).as(flush.err()).isZero();
    List<Received> requests = sandbox.backend().requests();
    assertThat(requests).hasSize(3);
    assertThat(requests.get(1).key()).isEqualTo(requests.get(0).key());
    assertThat(requests.get(1).body()).isEqualTo(requests.get(0).body());
    assertThat(requests.get(2).key()).isNotEqualTo(requests.get(0).key());
  }

  @Test
  void answersThatMayChange_keepTheBatch() throws IOException {
    sandbox.fill(2);

    for (int status : List.of(302, 407, 408, 429, 500)) {
      sandbox.backend().answers(Reply.of(status));
      assertThat(flush().exitCode()).as("flush after %d", status).isEqualTo(1);
    }

    assertThat(sandbox.waiting()).isEqualTo(2);
    assertThat(sandbox.backend().requests()).hasSize(5);
    assertThat(sandbox.backend().requests().stream().map(Received::key).distinct()).hasSize(1);
  }

  @Test
  void refusals_dropTheBatchAndAreLogged() throws IOException {
    for (int status : List.of(400, 404)) {
      sandbox.fill(1);
      sandbox.backend().answers(Reply.of(status));
      assertThat(flush().exitCode()).as("flush after %d", status).isEqualTo(1);
    }

    Result log = sandbox.vcluster().run("telemetry", "log");
    Result status = sandbox.vcluster().run("telemetry", "status", "-o", "json");

    assertThat(log.out()).contains("refused (400), dropped").contains("refused (404), dropped");
    JsonNode drops = new ObjectMapper().readTree(status.out()).path("notDelivered");
    assertThat(drops.path("refused").asInt()).isEqualTo(2);
    assertThat(sandbox.waiting()).isZero();
  }

  @Test
  void redirect_toAnotherServer_isNotFollowed() throws IOException {
    try (TestServer elsewhere = new TestServer(sandbox.name())) {
      sandbox.fill(1);
      sandbox.backend().answers(Reply.of(307).with("Location", elsewhere.url()));

      assertThat(flush().exitCode()).isEqualTo(1);

      assertThat(sandbox.backend().requests()).hasSize(1);
      assertThat(elsewhere.connections()).isZero();
    }
    assertThat(sandbox.waiting()).isEqualTo(1);
  }

  @Test
  void log_afterTheRequest_hasItsExactBodyAndAnswer() throws IOException {
    sandbox.fill(2);
    flush();

    Result log = sandbox.vcluster().run("telemetry", "log", "-o", "json");

    JsonNode entry = new ObjectMapper().readTree(log.out()).path(0);
    Received request = sandbox.backend().requests().get(0);
    assertThat(entry.path("body").asText()).isEqualTo(request.body());
    assertThat(entry.path("idempotencyKey").asText()).isEqualTo(request.key());
    assertThat(entry.path("status").asInt()).isEqualTo(200);
  }

  private Result flush() {
    return sandbox.vcluster().run("telemetry", "flush");
  }
}
