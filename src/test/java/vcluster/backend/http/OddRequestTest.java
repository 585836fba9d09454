package vcluster.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static vcluster.backend.http.TestBackend.CLI;
import static vcluster.backend.http.TestBackend.JSON;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.backend.store.TestDatabase;
import vcluster.token.TokenKeyException;

class OddRequestTest {
  private static final List<String> PAGES = List.of("/healthz", "/readyz", "/metrics");

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @AutoClose private TestBackend backend;

  @BeforeEach
  void start() throws IOException, TokenKeyException {
    backend = new TestBackend(database::ingest, database.store(), 0);
  }

  @Test
  void gzip_ofNothing_manyTimesOver_isAnEmptyBody() throws IOException {
    ByteArrayOutputStream body = emptyParts(1 << 20);

    HttpResponse<String> answer = backend.postGzip(CLI, body.toByteArray());

    assertThat(answer.body()).isEqualTo(backend.post(CLI, "").body());
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void gzip_behindManyEmptyParts_isInflatedWhole() throws IOException {
    byte[] command = gzip(Bodies.commands("m", 1));
    ByteArrayOutputStream body = emptyParts((1 << 20) - command.length);
    body.writeBytes(command);

    assertThat(backend.postGzip(CLI, body.toByteArray()).statusCode()).isEqualTo(200);
  }

  @Test
  void gzip_inParts_isInflatedWhole() throws IOException {
    String body = Bodies.commands("m", 1);
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    parts.writeBytes(gzip(body.substring(0, 20)));
    parts.writeBytes(gzip(""));
    parts.writeBytes(gzip(body.substring(20)));

    assertThat(backend.postGzip(CLI, parts.toByteArray()).statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsForOperators_isNotPosted() {
    for (String path : PAGES) {
      HttpResponse<String> answer = backend.postToPage(path);

      assertThat(answer.statusCode()).as(path).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }
  }

  @Test
  void clients_seeNoMetrics_andOperatorsSendNothing() {
    assertThat(backend.get("/metrics").statusCode()).isEqualTo(404);
    assertThat(backend.get("/readyz").body()).isEqualTo("ready\n");
    for (String path : PAGES) {
      for (String spelling : List.of(path + ";", path + ";a=b", "/" + path, path + "/")) {
        assertThat(backend.get(spelling).statusCode()).as(spelling).isIn(400, 404);
      }
    }
    assertThat(backend.postToPage(CLI).statusCode()).isEqualTo(404);
  }

  @Test
  void pathInAnotherSpelling_isUnknown() {
    String body = Bodies.commands("m", 1);
    for (String path :
        List.of(CLI + ";", CLI + ";a=b", "/" + CLI, "/v1;a/insert", "/v1/%69nsert")) {
      assertThat(backend.post(path, body).statusCode()).as(path).isIn(400, 404);
    }
    for (String path : List.of("/metrics;", "/metrics;a=b", "/./metrics")) {
      assertThat(backend.page(path).statusCode()).as(path).isIn(400, 404);
    }
  }

  @Test
  void json_inAnotherEncoding_isRefused() {
    byte[] body = Bodies.commands("m", 1).getBytes(StandardCharsets.UTF_16BE);

    assertThat(backend.post(CLI, body, "Content-Type", JSON).statusCode()).isEqualTo(400);
  }

  private static ByteArrayOutputStream emptyParts(int maxBytes) throws IOException {
    byte[] nothing = gzip("");
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (body.size() + nothing.length <= maxBytes) {
      body.writeBytes(nothing);
    }
    return body;
  }

  private static byte[] gzip(String content) throws IOException {
    return Bodies.gzip(content.getBytes(StandardCharsets.UTF_8));
  }
}
