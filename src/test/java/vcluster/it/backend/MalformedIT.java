package vcluster.it.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vcluster.it.Soak;
import vcluster.testing.Attempts;
import vcluster.testing.Await;
import vcluster.testing.Together;

/** Hostile clients: each gets the right answer, and nobody else notices. */
class MalformedIT {
  private static final int REQUESTS = 10_000;
  private static final int CLIENTS = 8;
  private static final int SLOW_CLIENTS = 50;

  /** Heap and direct memory have limits of their own; this is for what is native. */
  private static final long MAX_KILOBYTES = 256 * 1024;

  private static final Map<String, String> SMALL =
      Map.of(
          "JAVA_TOOL_OPTIONS", "-Xmx64m -XX:MaxDirectMemorySize=32m -XX:+ExitOnOutOfMemoryError");

  @TempDir private Path folder;

  @Test
  void malformedRequests_areAnsweredAsTheyShould_andLeaveNoTrace() throws Exception {
    try (BackendProcess backend = BackendProcess.start(folder, SMALL).awaitReady()) {
      String started = backend.log();

      send(backend, Soak.of(REQUESTS));

      assertThat(status(backend, Malformed.good())).isEqualTo(200);
      assertThat(residentKilobytes(backend)).isLessThan(MAX_KILOBYTES);
      assertThat(backend.log()).isEqualTo(started);
    }
  }

  @Test
  void slowClients_areClosed_andDoNotKeepOthersWaiting() throws Exception {
    try (BackendProcess backend =
        BackendProcess.start(folder, SMALL, "--request-timeout", "5").awaitReady()) {
      List<Socket> slow = new ArrayList<>();
      for (int i = 0; i < SLOW_CLIENTS; i++) {
        slow.add(new Socket("127.0.0.1", backend.port()));
      }

      trickle(slow, backend);

      assertThat(slow).isEmpty();
      assertThat(status(backend, Malformed.good())).isEqualTo(200);
    }
  }

  /**
   * Sends each a byte now and then, half of them of a head, half of a body, until all are closed.
   */
  private static void trickle(List<Socket> slow, BackendProcess backend) {
    byte[] request = Malformed.good();
    for (int i = 0; i < slow.size(); i++) {
      write(slow.get(i), request, 0, i % 2 == 0 ? 20 : request.length - 150);
    }
    int[] sent = {0};
    Await.until(
        "the slow are closed",
        () -> {
          sent[0]++;
          slow.removeIf(socket -> !write(socket, request, sent[0] % 100 + 20, 1));
          assertThat(status(backend, Malformed.good())).isEqualTo(200);
          return slow.isEmpty();
        });
  }

  private static boolean write(Socket socket, byte[] bytes, int from, int count) {
    try {
      socket.getOutputStream().write(bytes, from, count);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void send(BackendProcess backend, int count) throws Exception {
    List<Callable<Integer>> clients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      clients.add(
          () -> {
            Malformed request = Malformed.of(number, new Random(number));
            int status = status(backend, request.bytes());
            assertThat(status).as("%s, number %d", request.kind(), number).isIn(request.answers());
            return status;
          });
    }
    Together.run(CLIENTS, clients);
  }

  /**
   * The status of the first answer, 0 if the connection ends without one. 503 says that the
   * database did not answer in time, as on a slow machine; then clients come again.
   */
  private static int status(BackendProcess backend, byte[] request) {
    return Attempts.until(
        status -> status != 503, "the database was late", () -> statusOnce(backend, request));
  }

  private static int statusOnce(BackendProcess backend, byte[] request) {
    try (Socket socket = new Socket("127.0.0.1", backend.port())) {
      try {
        socket.getOutputStream().write(request);
        socket.shutdownOutput();
      } catch (IOException e) {
        // Closed before it was all said: there may be an answer all the same.
      }
      return status(socket.getInputStream());
    } catch (IOException e) {
      return 0;
    }
  }

  private static int status(InputStream in) throws IOException {
    byte[] start = in.readNBytes("HTTP/1.1 200".length());
    return start.length < 12
        ? 0
        : Integer.parseInt(new String(start, 9, 3, StandardCharsets.US_ASCII));
  }

  private static long residentKilobytes(BackendProcess backend) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(backend.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
