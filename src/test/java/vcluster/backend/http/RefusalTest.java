package vcluster.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vcluster.backend.http.TestBackend.CLI;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.backend.store.TestDatabase;
import vcluster.testing.Await;

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
      assertThat(refused.body()).isEqualTo("{\"error\":\"too many events or requests at once\"}");
      assertThat(backend.page("/healthz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void eventsOfOneRequest_countAsMany() throws Exception {
    try (TestBackend backend = new TestBackend(this::connect, database.store(), 1)) {
      assertThat(backend.post(CLI, Bodies.commands("m", 1_000)).statusCode()).isEqualTo(200);
      assertThat(backend.post(CLI, Bodies.commands("m", 1)).statusCode()).isEqualTo(429);
    }
  }

  @Test
  void requestsWithoutEvents_countAsOneEach() throws Exception {
    try (TestBackend backend = new TestBackend(this::connect, database.store(), 1)) {
      int status = 200;
      for (int i = 0; i < 10_000 && status == 200; i++) {
        status = backend.post(CLI, "{\"data\":[]}").statusCode();
      }
      assertThat(status).isEqualTo(429);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void longBodies_ofOneClient_leaveMemoryForOthers() throws Exception {
    List<Socket> bodies = new ArrayList<>();
    try (TestBackend backend = new TestBackend(this::connect, database.store(), 10_000)) {
      Await.until(
          "no more of it are taken",
          () -> {
            bodies.add(send(backend, "127.0.0.2", 1_000_000, " ".repeat(900_000)));
            return hasAnswer(bodies.get(bodies.size() - 1), " 503 ");
          });

      // Otherwise its requests at once are the limit that was met.
      assertThat(bodies).hasSizeLessThan(ClientLimits.REQUESTS / 2);
      assertThat(backend.post(CLI, Bodies.commands("m", 1_000)).statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : bodies) {
        socket.close();
      }
    }
  }

  @Test
  void portThatIsTaken_isNamedByItsOption() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> new TestBackend(this::connect, database.store(), 0, port, 0))
          .hasMessageContaining(":" + port + "; choose another address or port with --host and");
      assertThatThrownBy(() -> new TestBackend(this::connect, database.store(), 0, 0, port))
          .hasMessageContaining(":" + port + "; choose another address or port with --admin-host");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void slowBodies_ofOneClient_leaveRoomForOthers() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try (TestBackend backend = new TestBackend(this::connect, database.store(), 10_000)) {
      for (int i = 0; i < ClientLimits.REQUESTS; i++) {
        slow.add(begin(backend, "127.0.0.2"));
      }
      // One that is taken before those that began earlier waits for its body, like them.
      Await.until(
          "no more of it are taken",
          () -> {
            slow.add(begin(backend, "127.0.0.2"));
            return hasAnswer(slow.get(slow.size() - 1), " 429 ");
          });

      assertThat(backend.post(CLI, Bodies.commands("m", 1)).statusCode()).isEqualTo(200);
      slow.get(0).close();
      Await.until("one has its turn", () -> answer(post(backend, "127.0.0.2")).contains(" 200 "));
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void bodyThatTrickles_isRefused() throws Exception {
    try (TestBackend backend = new TestBackend(this::connect, database.store(), 0);
        Socket socket = begin(backend, "127.0.0.1")) {
      InputStream in = socket.getInputStream();
      while (in.available() == 0) {
        socket.getOutputStream().write(' ');
        Await.pause(100);
      }
      assertThat(answer(socket)).contains(" 408 ", "Connection: close", "too slowly");
    }
  }

  @Test
  void refusal_beforeTheBodyEnds_closesTheConnection() throws Exception {
    try (TestBackend backend = new TestBackend(this::connect, database.store(), 0)) {
      for (String head : List.of("POST /nowhere", "PUT " + CLI, "POST " + CLI)) {
        Socket socket = new Socket("127.0.0.1", backend.port());
        send(
            socket,
            head + " HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"dat\r\n");

        assertThat(answer(socket)).as(head).contains("HTTP/1.1 4", "Connection: close");
      }
    }
  }

  /** A request from this address whose body does not end. */
  private static Socket begin(TestBackend backend, String address) throws IOException {
    return send(backend, address, 1_000, "{");
  }

  private static Socket post(TestBackend backend, String address) throws IOException {
    return send(backend, address, 11, "{\"data\":[]}");
  }

  private static Socket send(TestBackend backend, String address, int length, String body)
      throws IOException {
    Socket socket = new Socket("127.0.0.1", backend.port(), InetAddress.getByName(address), 0);
    String head =
        "POST %s HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n";
    send(socket, head.formatted(CLI, length) + body);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean hasAnswer(Socket socket, String status) throws IOException {
    socket.setSoTimeout(2_000);
    try {
      return answer(socket).contains(status);
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  /** What is there of the answer when its first part has come. */
  private static String answer(Socket socket) throws IOException {
    byte[] part = new byte[4_096];
    int length = socket.getInputStream().read(part);
    socket.close();
    return length < 0 ? "" : new String(part, 0, length, StandardCharsets.US_ASCII);
  }
}
