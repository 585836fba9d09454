package vcluster.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static vcluster.backend.http.TestBackend.CLI;
import static vcluster.backend.http.TestBackend.JSON;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.backend.store.TestDatabase;
import vcluster.token.TokenKeyException;

class OddRequestTest {
  @RegisterExtension final TestDatabase database = new TestDatabase();

  @AutoClose private TestBackend backend;

  @BeforeEach
  void start() throws IOException, TokenKeyException {
    backend = new TestBackend(database::ingest, database.store(), 0);
  }

  @Test
  void gzip_ofNothing_manyTimesOver_isNotGzip() throws IOException {
    byte[] nothing = gzip("");
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (body.size() + nothing.length <= 1 << 20) {
      body.writeBytes(nothing);
    }

    HttpResponse<String> answer = backend.postGzip(CLI, body.toByteArray());

    assertThat(answer.body()).isEqualTo("{\"error\":\"body is not gzip\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
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
  void whatIsForWatchers_isNotPosted() {
    for (String path : new String[] {"/healthz", "/readyz", "/metrics"}) {
      HttpResponse<String> answer = backend.post(path, "{}");

      assertThat(answer.statusCode()).as(path).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }
  }

  @Test
  void json_inAnotherEncoding_isRefused() {
    byte[] body = Bodies.commands("m", 1).getBytes(StandardCharsets.UTF_16BE);

    assertThat(backend.post(CLI, body, "Content-Type", JSON).statusCode()).isEqualTo(400);
  }

  private static byte[] gzip(String content) throws IOException {
    return Bodies.gzip(content.getBytes(StandardCharsets.UTF_8));
  }
}
