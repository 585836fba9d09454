package vcluster.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vcluster.outbox.Batch;
import vcluster.outbox.TelemetryFolder;
import vcluster.testing.Unix;

/** The log of requests: bounded, newest last, and readable whatever cut it short. */
class RequestLogTest {
  private static final String URL = "https://example.test/v1/cli";

  @TempDir Path home;
  private TelemetryFolder folder;
  private RequestLog log;

  @BeforeEach
  void makeLog() {
    folder = new TelemetryFolder(home);
    log = new RequestLog(folder);
  }

  @Test
  void request_isToldWithItsExactBodyAndItsAnswer() throws IOException {
    String body = "{\"a\":\"\\\\u003c\u2028\r\n\u00e9\ud83d\ude00\"}";
    log.begins("1", new Batch("key", 3, 5, body), URL, 10);
    assertThat(log.read())
        .containsExactly(new LoggedRequest(10, URL, "key", 3, "unknown", 0, body));

    log.answered("1", new SendResult.Refused(400));

    assertThat(new RequestLog(folder).read())
        .containsExactly(new LoggedRequest(10, URL, "key", 3, "refused", 400, body));
    assertThat(Unix.mode(folder.requests())).isEqualTo("rw-------");
  }

  @Test
  void attempts_ofOneBatchAreToldApart() throws IOException {
    Batch batch = new Batch("key", 1, 5, "body");
    log.begins("1", batch, URL, 10);
    log.begins("2", batch, URL, 20);
    log.answered("2", new SendResult.Accepted(204));
    log.answered("1", new SendResult.Unavailable(0, "timeout", 0));

    assertThat(log.read())
        .extracting(LoggedRequest::time, LoggedRequest::answer, LoggedRequest::status)
        .containsExactly(tuple(10L, "timeout", 0), tuple(20L, "accepted", 204));
  }

  @Test
  void noLog_isNoRequests() throws IOException {
    assertThat(log.read()).isEmpty();
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void log_keepsTheNewestMebibyte() throws IOException {
    for (int i = 0; i < 100; i++) {
      request(i, 30_000);
    }

    assertThat(sizes()).isLessThanOrEqualTo(1 << 20);
    List<LoggedRequest> requests = log.read();
    assertThat(requests).hasSizeBetween(17, 34);
    assertThat(requests).extracting(LoggedRequest::time).isSorted().last().isEqualTo(99L);
    assertThat(requests).allMatch(request -> request.answer().equals("accepted"));
    assertThat(requests).allMatch(request -> request.body().length() == 30_000);
    assertThat(home).isDirectoryContaining("glob:**/requests.1.jsonl");
  }

  /** The largest body that a batch can have (OutboxBoundsTest) is a fraction of this. */
  @Test
  void rotation_betweenARequestAndItsAnswerLosesNeither() throws IOException {
    for (int length = 524_000; length < 524_200; length += 10) {
      Files.deleteIfExists(folder.requests());
      Files.deleteIfExists(folder.olderRequests());

      request(length, length);

      assertThat(log.read()).extracting(LoggedRequest::answer).containsExactly("accepted");
      assertThat(sizes()).isLessThanOrEqualTo(1 << 20);
    }
  }

  /** Three bytes each. */
  @Test
  void bounds_areBytes() throws IOException {
    for (int i = 0; i < 20; i++) {
      log.begins("id" + i, new Batch("k", 1, 1, "\u6f22".repeat(40_000)), URL, i);
      log.answered("id" + i, new SendResult.Accepted(200));
      assertThat(sizes()).isLessThanOrEqualTo(1 << 20);
    }
  }

  @Test
  void linesThatWereCutShort_takeNoOtherAlong() throws IOException {
    request(1, 10);
    cut("{\"id\":\"x\",\"time\":2,\"url\":\"https:");
    request(3, 10);
    cut("\u0000\u0000\nnull\n[]\n1\n{}\n\"text\"\n{\"id\":{},\"answer\":[]}\n{\"body\":{}");
    request(5, 10);

    assertThat(log.read())
        .filteredOn(request -> request.time() > 0)
        .extracting(LoggedRequest::time)
        .containsExactly(1L, 3L, 5L);
  }

  @Test
  void anAnswerThatWasCutShort_isUnknown() throws IOException {
    log.begins("1", new Batch("key", 1, 5, "body"), URL, 10);
    cut("{\"id\":\"1\",\"answer\":\"acc");

    assertThat(log.read()).extracting(LoggedRequest::answer).containsExactly("unknown");
  }

  @Test
  void anAnswerWithoutItsRequest_isNothing() throws IOException {
    log.answered("1", new SendResult.Accepted(200));

    assertThat(log.read()).isEmpty();
  }

  @Test
  void aLogThatCannotBeWritten_isAnError() throws IOException {
    Files.createDirectory(folder.requests());

    assertThatThrownBy(() -> request(1, 10)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> log.read()).isInstanceOf(IOException.class);
  }

  private void request(int time, int length) throws IOException {
    log.begins("id" + time, new Batch("key", 1, 1, "x".repeat(length)), URL, time);
    log.answered("id" + time, new SendResult.Accepted(200));
  }

  private void cut(String text) throws IOException {
    Files.writeString(folder.requests(), text, StandardOpenOption.APPEND);
  }

  private long sizes() {
    return folder.requests().toFile().length() + folder.olderRequests().toFile().length();
  }
}
