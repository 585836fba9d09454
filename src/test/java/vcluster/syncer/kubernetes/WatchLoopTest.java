package vcluster.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vcluster.syncer.SyncerEvent;
import vcluster.syncer.WatchStatus;
import vcluster.syncer.WatchStatus.State;
import vcluster.testing.Await;
import vcluster.testing.Received;
import vcluster.testing.Reply;
import vcluster.testing.TestServer;

/** Against API servers, and proxies before them, that are worse than the mock can be. */
class WatchLoopTest {
  private static final String EMPTY =
      "{\"kind\":\"EventList\",\"metadata\":{\"resourceVersion\":\"7\"},\"items\":null}";
  private static final String POD_FAILED =
      """
      {"kind":"Event","apiVersion":"v1","metadata":{"name":"%s","namespace":"d",\
      "resourceVersion":"8","annotations":null},"reason":"SyncError","count":1,\
      "involvedObject":{"kind":"Pod","apiVersion":"v1"}}""";

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<SyncerEvent> events = new CopyOnWriteArrayList<>();
  private final ConnectionLog connections =
      new ConnectionLog("cluster", (level, line) -> log.add(level + " " + line));
  private final WatchSettings settings =
      new WatchSettings(
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofMillis(2),
          Duration.ofMillis(50),
          Duration.ofSeconds(1));
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
  private final TestServer server = new TestServer("");
  private volatile String list = EMPTY;
  private volatile Reply watch = client -> {};
  private KubernetesClient client;
  private Watches watches;

  WatchLoopTest() throws IOException {}

  @BeforeEach
  void begin() {
    server.answersEach(request -> isWatch(request) ? upgraded(request) : json(list));
    Config config =
        new ConfigBuilder(Config.empty()).withMasterUrl(server.url()).withOauthToken("t").build();
    client = new KubernetesClients(settings, connections).open(config, false);
    watches =
        new Watches(
            new InstanceNames("my", "team"),
            new WatchRecorder(Clock.systemUTC(), events::add),
            settings,
            connections,
            connections,
            threads);
  }

  @AfterEach
  void end() throws IOException {
    connections.close();
    watches.close();
    threads.shutdownNow();
    client.close();
    server.close();
  }

  @Test
  void aKindWithoutObjects_isWatched() {
    watch = Reply.never();
    watches.watchVirtual(client);

    awaitState(State.WATCHING);

    assertThat(log).isEmpty();
  }

  @Test
  void watchesThatAreCutAtOnce_areReplacedByLists_saidOnce_andUnhealthyInTheEnd() {
    watches.watchVirtual(client);
    Await.until("watches are cut", () -> count(true) > 2);
    list = EMPTY.replace("null", "[" + POD_FAILED.formatted("late") + "]");

    Await.until("it is recorded", () -> events.size() == 1);
    Await.until("it counts as failing", () -> status().failing());
    assertThat(count(false)).isGreaterThanOrEqualTo(count(true));
    assertThat(log)
        .containsExactly(
            "WARN 'watch events' fails at the cluster: it ends as soon as it has begun, so"
                + " everything is listed again. That data may be late or missing until it works.");

    watch = Reply.never();
    awaitState(State.WATCHING);
    Await.until("it is told", () -> log.size() == 2);
    assertThat(log.get(1)).isEqualTo("INFO 'watch events' works at the cluster again.");
    assertThat(status().failing()).isFalse();
    assertThat(events).hasSize(1);
  }

  /** What it sends before it is cut does not come again. */
  @Test
  void aWatchThatIsCutBehindAnEvent_goesOnWhereItWas() {
    watch =
        socket -> {
          watch = Reply.never();
          String event = "{\"type\":\"ADDED\",\"object\":" + POD_FAILED.formatted("e") + "}";
          socket.getOutputStream().write(frame(event).getBytes(StandardCharsets.ISO_8859_1));
          Await.until("it is recorded", () -> !events.isEmpty());
        };
    watches.watchVirtual(client);

    Await.until(
        "it goes on",
        () -> server.requests().stream().anyMatch(r -> r.head().contains("resourceVersion=8")));
    awaitState(State.WATCHING);
    assertThat(count(false)).isEqualTo(1);
    assertThat(events).hasSize(1);
  }

  @Test
  void whatCantBeRead_isSaidOnce_andNotQuoted() {
    watch =
        Reply.textThenNothing(
            frame(
                "{\"type\":\"ADDED\",\"object\":{\"kind\":\"Event\",\"metadata\":\"%s\"}}"
                    .formatted("hunter2".repeat(20))));
    watches.watchVirtual(client);
    Await.until("it is tried again", () -> count(true) > 3);
    list = "{\"items\":\"hunter2\"}";
    Await.until("it is tried again", () -> count(false) > 8);

    assertThat(log).hasSize(1);
    assertThat(log.get(0)).contains("'watch events' fails").doesNotContain("hunter2");
  }

  @Test
  void aListWithoutEnd_isGivenUp_saidOnce() {
    list = EMPTY.replace("\"7\"", "\"7\",\"continue\":\"more\"");
    watches.watchVirtual(client);
    Await.until("it is begun again", () -> count(false) > 2_000);

    assertThat(log)
        .containsExactly(
            "WARN 'list events' fails at the cluster: the list does not end. That data may be"
                + " late or missing until it works.");
  }

  @Test
  void aRightThatIsMissing_isSaid_andNoFailure() {
    server.answers(Reply.of(403));
    watches.watchVirtual(client);
    Await.until("it has been tried often", () -> count(false) > 20);

    assertThat(log).hasSize(1);
    assertThat(log.get(0)).contains("does not allow 'list events'");
    assertThat(status().failing()).isFalse();
  }

  private void awaitState(State state) {
    Await.until("it is " + state, () -> status().state() == state);
  }

  private WatchStatus status() {
    return watches.status().get(0);
  }

  private long count(boolean ofWatches) {
    return server.requests().stream().filter(request -> isWatch(request) == ofWatches).count();
  }

  private static boolean isWatch(Received request) {
    return request.head().contains("watch=true");
  }

  private static Reply json(String body) {
    return Reply.text("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + body);
  }

  /** Accepts a watch as RFC 6455 says, and does what is to be done next. */
  private Reply upgraded(Received request) {
    String key = request.header("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    String accept = Base64.getEncoder().encodeToString(DigestUtils.sha1(key));
    String head =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: %s\r\n\r\n".formatted(accept);
    return socket -> {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      watch.to(socket);
    };
  }

  /** A message of a WebSocket, of 126 characters or more. */
  private static String frame(String text) {
    byte[] head = {(byte) 0x81, 126, (byte) (text.length() >> 8), (byte) text.length()};
    return new String(head, StandardCharsets.ISO_8859_1) + text;
  }
}
