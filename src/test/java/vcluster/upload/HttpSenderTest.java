package vcluster.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.outbox.Batch;
import vcluster.testing.Received;
import vcluster.testing.Reply;
import vcluster.testing.TestClock;
import vcluster.testing.TestServer;

/** What a server may do with a request, and what we make of it; what it is sent, to the byte. */
class HttpSenderTest {
  private static final Batch BATCH =
      new Batch("0b0e7c7e-1111-4222-8333-444455556666", 1, 1, "{\"a\":\"\u00e9\ud83d\ude00\"}");

  private static final SSLContext TRUST = Trust.context(Map.of(), Path.of("/"));

  private final TestClock clock = new TestClock(Instant.ofEpochSecond(1_700_000_000));
  @AutoClose private TestServer server;

  @Test
  void request_holdsTheseHeadersAndNoOthers() throws Exception {
    assertThat(sendTo(Reply.text("HTTP/1.1 204 No Content\r\n\r\n")))
        .isEqualTo(new SendResult.Accepted(204));

    Received request = server.requests().get(0);
    List<String> lines = request.head().lines().toList();
    assertThat(lines.get(0)).isEqualTo("POST /v1/cli?a=b HTTP/1.1");
    assertThat(lines.subList(1, lines.size() - 1))
        .containsExactlyInAnyOrder(
            "Content-Length: 14",
            "Content-Type: application/json",
            "Host: " + server.uri().getAuthority(),
            "Idempotency-Key: " + BATCH.key(),
            "User-Agent: vcluster/1.2.3");
    assertThat(request.body()).isEqualTo(BATCH.body());
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        200, 201, 202, 204, 206, 299, 300, 301, 302, 303, 304, 307, 308, 399, 400, 401, 402, 403,
        404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 417, 421, 422, 425, 426, 428,
        429, 431, 451, 499, 500, 501, 502, 503, 504, 505, 511, 599
      })
  void status_isTheAnswerAtOnce(int status) throws Exception {
    assertThat(sendTo(head(status + " X\r\nLocation: /elsewhere")))
        .isEqualTo(SendResult.of(status, 0));
    assertThat(server.requests()).hasSize(1);
  }

  /** With or without the header that belongs to it, and in whatever scheme. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "401 X\r\nWWW-Authenticate: Basic realm=\"x\"",
        "401 X\r\nWWW-Authenticate: Negotiate",
        "401 X\r\nWWW-Authenticate: \u00ff\"",
        "403 X\r\nSet-Cookie: a=b",
      })
  void refusal_isNeverAnswered(String head) throws Exception {
    assertThat(sendTo(head(head))).isInstanceOf(SendResult.Refused.class);
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "503 | Retry-After: 120 | 120",
        "429 | retry-after: 7 | 7",
        "503 | Retry-After: 99999999999999999999 | 86400",
        "503 | Retry-After: Tue, 14 Nov 2023 22:14:20 GMT | 60",
        "503 | Retry-After: Tue, 14 Nov 2023 22:12:20 GMT | 0",
        "503 | Retry-After: soon | 0",
        "503 | Retry-After: | 0",
        "503 | Retry-Before: 5 | 0",
        "307 | Retry-After: 5 | 5",
      })
  void retryAfter_isHandedOn(int status, String header, long seconds) throws Exception {
    assertThat(sendTo(head(status + " X\r\n" + header)))
        .isEqualTo(new SendResult.Unavailable(status, "unavailable", seconds));
  }

  @Test
  void bodyWithoutEnd_isNotRead() throws Exception {
    CountDownLatch cutOff = new CountDownLatch(1);
    Reply endless =
        client -> {
          try {
            Reply.flood("HTTP/1.1 200 OK\r\n\r\n", "x").to(client);
          } finally {
            cutOff.countDown();
          }
        };
    assertThat(sendTo(endless)).isEqualTo(new SendResult.Accepted(200));
    cutOff.await();
  }

  @Test
  void bodyThatNeverComes_isNotWaitedFor() throws Exception {
    assertThat(sendTo(Reply.textThenNothing("HTTP/1.1 500 X\r\nContent-Length: 10\r\n\r\n")))
        .isEqualTo(new SendResult.Unavailable(500, "unavailable", 0));
  }

  @Test
  void headersWithoutEnd_keepTheBatch() throws Exception {
    assertThat(sendInTime(Reply.flood("HTTP/1.1 200 OK\r\nX: ", "x")))
        .isInstanceOf(SendResult.Unavailable.class);
  }

  static Stream<String> garbage() {
    return Stream.of(
        "",
        "\r\n",
        "SSH-2.0-OpenSSH_9.2\r\n",
        "HTTP/1.1",
        "HTTP/1.1 200",
        "HTTP/1.1 abc X\r\n\r\n",
        "HTTP/1.1 -20 X\r\n\r\n",
        "HTTP/1.1 99999 X\r\n\r\n",
        "HTTP/9.9 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1",
        "HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nb\u00e4d name: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\n: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: a\u0000b\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\n\r\n",
        "\u0000\u0001\u0002\u00ff",
        "<html>");
  }

  /** Some of it begins like an acceptance, and may be taken for one; no batch is dropped for it. */
  @ParameterizedTest
  @MethodSource("garbage")
  void garbage_neverDropsTheBatch(String text) throws Exception {
    SendResult answer = sendTo(Reply.text(text));

    assertThat(answer).isNotInstanceOf(SendResult.Refused.class);
    if (!text.startsWith("HTTP/1.1 200 OK\r\n")) {
      assertThat(answer).isInstanceOf(SendResult.Unavailable.class);
    }
  }

  @Test
  void interimAnswers_areNotTheLastWord() throws Exception {
    assertThat(sendTo(Reply.text("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400 X\r\n\r\n")))
        .isNotInstanceOf(SendResult.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 20"})
  void serverThatHangs_isATimeout(String begins) throws Exception {
    assertThat(sendInTime(Reply.textThenNothing(begins)))
        .isEqualTo(new SendResult.Unavailable(0, "timeout", 0));
    server.awaitRequests(1);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void portWithoutAServer_isUnreachable() throws Exception {
    assertThat(sender(gone()).send(BATCH, () -> {}))
        .isEqualTo(new SendResult.Unavailable(0, "unreachable", 0));
  }

  @Test
  void serverWithoutTls_isNotSpokenToInTheClear() throws Exception {
    // One that hangs up could do so before its answer is looked at.
    answer(Reply.textThenNothing("HTTP/1.1 200 OK\r\n\r\n"));
    URI https = URI.create(server.url().replace("http:", "https:"));
    assertThat(sender(https).send(BATCH, () -> {}))
        .isEqualTo(new SendResult.Unavailable(0, "tls", 0));
    assertThat(server.requests()).allMatch(request -> request.equals(new Received("", "")));
  }

  @Test
  void interruption_isAnAnswerAndIsKept() throws Exception {
    answer(Reply.textThenNothing(""));
    Thread.currentThread().interrupt();

    assertThat(sender(server.uri()).send(BATCH, () -> {}))
        .isEqualTo(new SendResult.Unavailable(0, "interrupted", 0));
    assertThat(Thread.interrupted()).isTrue();
  }

  /** The server waits for the announcement, so without it there would be no answer. */
  @Test
  void underWay_isAnnouncedBeforeTheAnswer() throws Exception {
    CountDownLatch underWay = new CountDownLatch(1);
    answer(
        client -> {
          underWay.await();
          Reply.of(200).to(client);
        });
    assertThat(sender(server.uri()).send(BATCH, underWay::countDown))
        .isEqualTo(new SendResult.Accepted(200));
  }

  @Test
  void underWay_isAnnouncedWhereNoRequestBegins() throws Exception {
    CountDownLatch underWay = new CountDownLatch(1);

    sender(gone()).send(BATCH, underWay::countDown);

    assertThat(underWay.getCount()).isZero();
  }

  @Test
  void senderThatWasFlooded_sendsAgain() throws Exception {
    answer(Reply.flood("HTTP/1.1 200 OK\r\n\r\n", "x"));
    HttpSender sender = sender(server.uri());

    assertThat(sender.send(BATCH, () -> {})).isEqualTo(new SendResult.Accepted(200));
    assertThat(sender.send(BATCH, () -> {})).isEqualTo(new SendResult.Accepted(200));
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void url_isTheEndpoint() {
    assertThat(sender(URI.create("https://backend.test/v1/cli")).url())
        .isEqualTo("https://backend.test/v1/cli");
  }

  private SendResult sendTo(Reply reply) throws IOException {
    answer(reply);
    return sender(server.uri()).send(BATCH, () -> {});
  }

  /** With the time limit that the program has. */
  private SendResult sendInTime(Reply reply) throws IOException {
    answer(reply);
    return new HttpSender(route(server.uri()), TRUST, "1.2.3", clock).send(BATCH, () -> {});
  }

  /** One that does not give up where the machine is merely slow. */
  private HttpSender sender(URI endpoint) {
    return new HttpSender(route(endpoint), TRUST, "1.2.3", clock, Duration.ofMinutes(5));
  }

  /** Makes the server that gives this answer, twice if it is asked twice. */
  private void answer(Reply reply) throws IOException {
    server = new TestServer("v1/cli?a=b").then(reply).then(reply);
  }

  /** This status and header, and no body. */
  private static Reply head(String head) {
    return Reply.text("HTTP/1.1 " + head + "\r\nContent-Length: 0\r\n\r\n");
  }

  private static URI gone() throws IOException {
    try (TestServer gone = new TestServer("v1/cli")) {
      return gone.uri();
    }
  }

  private static Route.Open route(URI endpoint) {
    return new Route.Open(endpoint, new ProxyChoice.Direct());
  }
}
