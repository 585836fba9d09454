package vcluster.it.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vcluster.testing.Await;
import vcluster.testing.Child;
import vcluster.testing.Ports;
import vcluster.testing.Unix;
import vcluster.wire.Protocol;

/** The server block of docs/backend.md in Debian's nginx, without TLS. */
class NginxIT {
  private static final Pattern SERVER = Pattern.compile("```nginx\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;
  private int port;

  @Test
  void documentedProxy_passesWhatClientsSend_andNothingElse() throws Exception {
    assumeTrue(Child.succeeds("nginx", "-v"), "no nginx here");
    port = Ports.free();
    Unix.mode(folder, "rwxr-xr-x");
    try (BackendProcess backend =
        BackendProcess.start(folder, Map.of(), "--trusted-proxy", "127.0.0.1").awaitReady()) {
      Process nginx = start(backend.url());
      try {
        assertPasses();
        assertDenies();
        backend.kill();
        assertThat(ask("POST " + Protocol.CLI_PATH)).contains(" 502 ");
      } finally {
        nginx.destroy();
        nginx.waitFor();
      }
    }
    for (Path log : Unix.files(folder.resolve("nginx"))) {
      assertThat(Files.readString(log)).as(log.toString()).doesNotContain("client:");
    }
  }

  private void assertPasses() throws IOException {
    for (String path : List.of(Protocol.CLI_PATH, "/v1/insert")) {
      assertThat(ask("POST " + path)).as(path).contains(" 200 ", "\"accepted\":0");
    }
    assertThat(ask("POST " + Protocol.SYNCER_PATH)).contains(" 401 ", "no token");
  }

  private void assertDenies() throws IOException {
    for (String page : List.of("/metrics", "/healthz", "/readyz")) {
      for (String path :
          List.of(
              page,
              page + ";",
              page + ";a=b",
              "/" + page,
              "/v1/.." + page,
              page + "?a",
              "/v1;a/insert",
              "/v1/insert;a")) {
        for (String method : List.of("GET ", "POST ", "HEAD ")) {
          String answer = ask(method + path);
          assertThat(answer).as(method + path).contains(" 40").doesNotContain("vcluster_", "ready");
        }
      }
    }
    assertThat(ask("GET " + Protocol.CLI_PATH)).contains(" 403 ");
    assertThat(ask("PUT /v1/insert")).contains(" 403 ");
  }

  /** What is answered to this request line. */
  private String ask(String line) throws IOException {
    String request =
        line
            + " HTTP/1.1\r\nHost: telemetry.example.com\r\nConnection: close\r\n"
            + "Content-Type: application/json\r\nContent-Length: 11\r\n\r\n{\"data\":[]}";
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private Process start(String backend) throws IOException {
    Path own = Files.createDirectory(folder.resolve("nginx"));
    Matcher documented = SERVER.matcher(Files.readString(Path.of("docs/backend.md")));
    assertThat(documented.find()).isTrue();
    String server =
        documented
            .group(1)
            .replace("listen 443 ssl", "listen 127.0.0.1:" + port)
            .replaceAll("(?m)^ *ssl_.*\n", "")
            .replace("http://127.0.0.1:8080", backend);
    Path settings = own.resolve("nginx.conf");
    Files.writeString(
        settings,
        """
        daemon off;
        pid %1$s/nginx.pid;
        error_log %1$s/error.log info;
        events {}
        http {
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          access_log off;
        %2$s
        }
        """
            .formatted(own, server));
    ProcessBuilder builder =
        new ProcessBuilder("nginx", "-e", own + "/error.log", "-c", settings.toString());
    Process nginx =
        builder.redirectErrorStream(true).redirectOutput(own.resolve("out").toFile()).start();
    Await.until("nginx listens", () -> isListening(nginx));
    return nginx;
  }

  private boolean isListening(Process nginx) {
    assertThat(nginx.isAlive()).as("nginx runs").isTrue();
    try {
      new Socket("127.0.0.1", port).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
