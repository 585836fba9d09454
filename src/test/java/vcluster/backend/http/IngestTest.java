package vcluster.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static vcluster.backend.http.TestBackend.CLI;
import static vcluster.backend.http.TestBackend.JSON;
import static vcluster.backend.http.TestBackend.SYNCER;
import static vcluster.backend.http.TestBackend.vector;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.backend.store.TestDatabase;
import vcluster.testing.Together;
import vcluster.token.TokenKeyException;

class IngestTest {
  private static final int NO_LIMIT = 0;

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @AutoClose private TestBackend backend;

  @BeforeEach
  void start() throws IOException, TokenKeyException {
    backend = new TestBackend(database::ingest, database.store(), NO_LIMIT);
  }

  @Test
  void publishedCommand_isTakenAsItIs() throws SQLException {
    HttpResponse<String> answer =
        backend.post(CLI, vector("docs-cli-payload.json"), "Content-Type", JSON);

    assertAccepted(answer, 1, 0);
    assertThat(
            database.rows(
                "SELECT happened = received, member, version, os, arch, timezone FROM cli_event"))
        .containsExactly("true|" + id("randomID") + "|0.18.1|darwin|arm64|GMT");
  }

  @Test
  void publishedUpload_isTakenAsItIs() throws SQLException {
    HttpResponse<String> answer =
        backend.post(
            SYNCER, vector("docs-syncer-payload.json"), "Content-Type", "multipart/form-data");

    assertAccepted(answer, 4, 0);
    assertThat(database.rows("SELECT member, version, service_type FROM syncer_upload"))
        .containsExactly(id("7629e852-34d9-4fa6-8fc7-4c0423b5c44b") + "|v0.15.0|NodePort");
    assertThat(
            database.rows(
                "SELECT s.type, s.count, s.success, s.times, s.kind FROM syncer_upload,"
                    + " jsonb_to_recordset(syncs)"
                    + " AS s(type text, count int, success bool, times int[], kind text)"))
        .containsExactly(
            "SyncerStarted|1|false|{}|",
            "LeadershipStarted|1|false|{}|",
            "ResourceSync|1|true|{}|ConfigMap",
            "ResourceSync|1|true|{0,0,1}|Pod");
  }

  @Test
  void token_withOneBitChanged_isRefusedAndLeavesNoRow() throws SQLException {
    String body = syncerSample();
    int start = body.indexOf("\"token\":\"") + "\"token\":\"".length();
    int end = body.indexOf('"', start);

    for (int i = start; i < end; i++) {
      String changed = body.substring(0, i) + (char) (body.charAt(i) ^ 1) + body.substring(i + 1);
      assertThat(backend.post(SYNCER, changed).statusCode()).as("character %d", i).isEqualTo(401);
    }

    assertThat(database.count("syncer_upload")).isZero();
    assertThat(database.count("event_key")).isZero();
  }

  @Test
  void upload_withoutAToken_isRefused() throws SQLException {
    for (String body : List.of("{}", "{\"token\":1}", "{\"instanceProperties\":{}}")) {
      HttpResponse<String> answer = backend.post(SYNCER, body);

      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    }
    assertThat(database.count("syncer_upload")).isZero();
  }

  @Test
  void badEventsOfABatch_areNamedByPathAndReason_andTheGoodOnesKept() throws SQLException {
    String body =
        Bodies.envelope(
            Bodies.command("first", "1700000000"),
            "\"hunter2\"",
            Bodies.command("third", "\"hunter2\""),
            Bodies.command("fourth", "1e400"),
            Bodies.command("fifth", "99999999999999999999"),
            Bodies.command("six\\u0000th", "1700000000"),
            "{\"event\":{\"type\":\"vcluster_cli\",\"timestamp\":1,\"properties\":\"{hunter2\"}}",
            Bodies.command("last", "-62135596800"));

    HttpResponse<String> answer = backend.post(CLI, body);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"accepted":2,"duplicates":0,"rejected":[\
            {"index":1,"path":"","reason":"not an object"},\
            {"index":2,"path":"/event/timestamp","reason":"not an integer"},\
            {"index":3,"path":"/event/timestamp","reason":"not an integer"},\
            {"index":4,"path":"/event/timestamp","reason":"out of range"},\
            {"index":5,"path":"/event/machine_id","reason":"has control characters"},\
            {"index":6,"path":"/event/properties","reason":"does not hold JSON"}]}""");
    assertThat(database.rows("SELECT member FROM cli_event"))
        .containsExactlyInAnyOrder(id("first"), id("last"));
  }

  @Test
  void unknownTypesAndFields_areCountedByPlaceAndType_neverByNameOrValue() throws SQLException {
    String body =
        """
        {"hunter1":"hunter2","data":[{"event":{"type":"hunter3","timestamp":1,"vcluster_id":"u","hunter4":{"a":1}},\
        "hunter5":["hunter2"]}]}""";

    assertAccepted(backend.post(CLI, body), 1, 0);

    String metrics = backend.page("/metrics").body();
    assertThat(metrics)
        .contains("vcluster_backend_unknown_total{path=\"/*\",type=\"string\"} 1.0")
        .contains("vcluster_backend_unknown_total{path=\"/*\",type=\"array\"} 1.0")
        .contains("vcluster_backend_unknown_total{path=\"/event/*\",type=\"object\"} 1.0")
        .contains("vcluster_backend_unknown_total{path=\"/event/type\",type=\"string\"} 1.0")
        .doesNotContain("hunter");
    assertThat(database.rows("SELECT type FROM instance_event")).containsExactly("*");
  }

  @Test
  void unknownPaths_areCountedInABoundedNumberOfSeries() {
    StringBuilder fields = new StringBuilder();
    for (char first = 'a'; first <= 'z'; first++) {
      for (char second = 'a'; second <= 'z'; second++) {
        fields.append(",\"x_").append(first).append(second).append("\":1");
      }
    }

    backend.post(CLI, "{\"data\":[]" + fields + "}");

    assertThat(backend.page("/metrics").body().lines())
        .filteredOn(line -> line.startsWith("vcluster_backend_unknown_total"))
        .hasSize(1);
  }

  @Test
  void instancesOfNewerGenerations_areTaken() throws SQLException {
    String start =
        """
        {"event":{"type":"vcluster_start","vcluster_id":"u-1","platform_user_id":"",\
        "platform_instance_id":"","machine_id":"m","timestamp":1700000000},\
        "vcluster_instance":{"vcluster_id":"u-1","platform_instance_id":"",\
        "properties":"{\\"vcluster_version\\":\\"0.20.0\\",\\"vcluster_k8s_distro_version\\":\
        {\\"major\\":\\"1\\",\\"minor\\":\\"30\\",\\"gitVersion\\":\\"v1.30.2\\"},\
        \\"host_cluster_k8s_version\\":null,\\"os_arch\\":\\"linux/amd64\\",\
        \\"creation_method\\":\\"vclusterctl\\",\\"creation_timestamp\\":1690000000}",\
        "timestamp":1700000000}}""";
    String status =
        """
        {"event":{"type":"vcluster_status","vcluster_id":"u-1","timestamp":1700000300,\
        "properties":"{\\"namespaces\\":3,\\"pods\\":7,\\"pods_failing\\":0}"}}""";
    String error =
        """
        {"event":{"type":"vcluster_error","vcluster_id":"u-1","timestamp":1700000400,\
        "properties":"{\\"severity\\":\\"fatal\\",\\"message\\":\\"no such host db.acme\\"}"}}""";

    assertAccepted(backend.post("/v1/insert", Bodies.envelope(start, status, error)), 3, 0);

    assertThat(
            database.rows(
                "SELECT type, member, version, os, arch, virtual_version, creator, namespaces, pods,"
                    + " pods_failing FROM instance_event"))
        .containsExactlyInAnyOrder(
            "vcluster_start|"
                + id("u-1")
                + "|0.20.0|linux|amd64|v1.30.2|vclusterctl|null|null|null",
            "vcluster_status|" + id("u-1") + "||||||3|7|0",
            "vcluster_error|" + id("u-1") + "||||||null|null|null");
  }

  @Test
  void sameKey_again_isADuplicate_whateverThePath_andNoKeyIsNone() throws SQLException {
    assertAccepted(backend.post(CLI, Bodies.commands("m", 5), "key-1"), 5, 0);
    assertAccepted(backend.post("/v1/insert", Bodies.commands("m", 5), "key-1"), 0, 5);
    assertAccepted(backend.post(CLI, Bodies.commands("m", 7), "key-1"), 2, 5);
    assertAccepted(backend.post(CLI, Bodies.commands("m", 5), "key-2"), 5, 0);
    assertAccepted(backend.post(CLI, Bodies.commands("m", 1)), 1, 0);
    assertAccepted(backend.post(CLI, Bodies.commands("m", 1)), 1, 0);

    assertThat(database.count("cli_event")).isEqualTo(14);
  }

  @Test
  void sameKey_fromManyAtOnce_isTakenOnce() throws Exception {
    List<Callable<HttpResponse<String>>> requests = new ArrayList<>();
    for (int i = 0; i < 160; i++) {
      String key = "key-" + i % 10;
      requests.add(() -> backend.post(CLI, Bodies.commands("m", 3), key));
    }

    List<HttpResponse<String>> answers = Together.run(16, requests);

    assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
    assertThat(answers)
        .filteredOn(answer -> answer.body().startsWith("{\"accepted\":3,\"duplicates\":0"))
        .hasSize(10);
    assertThat(database.count("cli_event")).isEqualTo(30);
  }

  @Test
  void uploads_withoutAKey_areToldApartByTheirEvents() throws SQLException {
    String body = syncerSample();
    String other = body.replace("1681418812947320", "1681418812947321");
    String elsewhere = body.replace("7629e852", "8629e852");
    String later = body.replace("\"token\"", "\"timeSinceLastUpload\":60000,\"token\"");

    assertAccepted(backend.post(SYNCER, body), 4, 0);
    assertAccepted(backend.post(SYNCER, body), 0, 4);
    assertAccepted(backend.post(SYNCER, later), 0, 4);
    assertAccepted(backend.post(SYNCER, other), 4, 0);
    assertAccepted(backend.post(SYNCER, elsewhere), 4, 0);

    assertThat(database.count("syncer_upload")).isEqualTo(3);
  }

  @Test
  void uploads_withoutEventsAndKey_areKeptAsTheyCome() throws SQLException {
    String body = syncerSample().replaceFirst("\"events\":\\[.*\\],", "");

    assertAccepted(backend.post(SYNCER, body), 1, 0);
    assertAccepted(backend.post(SYNCER, body), 1, 0);

    assertThat(database.count("syncer_upload")).isEqualTo(2);
  }

  /** As many kinds as fit into a body: a row that the database refuses would hold up others. */
  @Test
  void upload_ofThousandsOfKinds_isStored() throws SQLException {
    StringBuilder events = new StringBuilder("\"events\":[");
    for (int i = 0; i < 5_000; i++) {
      events.append(
          """
          {"type":"ResourceSync","version":"v%dbeta%d","success":true,"time":1,"processingTime":99999},"""
              .formatted(1 + i / 99, 1 + i % 99));
    }
    events.setLength(events.length() - 1);
    String body = syncerSample().replaceFirst("\"events\":\\[.*\\],", events + "],");

    assertAccepted(backend.post(SYNCER, body), 5_000, 0);
    assertThat(
            database.rows(
                "SELECT count(*) < 300, sum((s ->> 'count')::int)"
                    + " FROM syncer_upload, jsonb_array_elements(syncs) AS s"))
        .containsExactly("true|5000");
  }

  @Test
  void gzip_isInflated() throws IOException {
    String[] headers = {
      "Content-Type", "application/json; charset=utf-8", "Content-Encoding", "gzip"
    };

    assertAccepted(backend.post(CLI, Bodies.gzip(vector("docs-cli-payload.json")), headers), 1, 0);
  }

  @Test
  void bodies_beyondTheLimit_areRefused_inflatedOnesToo() throws IOException {
    byte[] large = new byte[(1 << 20) + 1];

    HttpResponse<String> plain = backend.post(CLI, large, "Content-Type", JSON);
    HttpResponse<String> bomb = backend.postGzip(CLI, Bodies.gzip(large));

    assertThat(List.of(plain.statusCode(), bomb.statusCode())).containsExactly(413, 413);
  }

  @Test
  void whatIsNotTheEnvelope_isRefused() throws SQLException {
    List<String> bodies =
        List.of(
            "",
            "x",
            "{",
            "[]",
            "null",
            "1",
            "{}",
            "{\"data\":{}}",
            "{\"data\":1}",
            "{}{}",
            "{\"data\":[]}x",
            "[".repeat(100_000),
            "{\"data\":" + "1".repeat(1_000) + "}",
            "{\"data\":[\"" + "x".repeat(600_000) + "\"]}",
            Bodies.commands("m", 1_001).replace("\"properties\"", "\"p\""));
    for (String body : bodies) {
      HttpResponse<String> answer = backend.post(CLI, body);

      assertThat(answer.statusCode())
          .as(body.substring(0, Math.min(20, body.length())))
          .isEqualTo(400);
      assertThat(answer.body()).startsWith("{\"error\":\"");
    }
    byte[] latin = "{\"data\":[\"\u00e9\"]}".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(backend.post(CLI, latin, "Content-Type", JSON).statusCode()).isEqualTo(400);
    assertThat(database.count("cli_event")).isZero();
  }

  @Test
  void whatIsNotForThisServer_isRefused() {
    byte[] body = vector("docs-cli-payload.json");

    String[] brotli = {"Content-Type", JSON, "Content-Encoding", "br"};
    String[] longKey = {"Content-Type", JSON, "Idempotency-Key", "k".repeat(257)};

    assertThat(backend.post("/v1/other", body, "Content-Type", JSON).statusCode()).isEqualTo(404);
    assertThat(backend.get(CLI).statusCode()).isEqualTo(405);
    assertThat(backend.get(CLI).headers().firstValue("Allow")).contains("POST");
    assertThat(backend.post(CLI, body).statusCode()).isEqualTo(415);
    assertThat(backend.post(CLI, body, "Content-Type", "multipart/form-data").statusCode())
        .isEqualTo(415);
    assertThat(backend.post(CLI, body, brotli).statusCode()).isEqualTo(415);
    assertThat(backend.postGzip(CLI, body).statusCode()).isEqualTo(400);
    assertThat(backend.post(CLI, body, longKey).statusCode()).isEqualTo(400);
  }

  @Test
  void server_tellsWhoWatchesIt() {
    backend.post(CLI, vector("docs-cli-payload.json"), "Content-Type", JSON);

    assertThat(backend.page("/healthz").statusCode()).isEqualTo(200);
    assertThat(backend.page("/readyz").statusCode()).isEqualTo(200);
    assertThat(backend.page("/metrics").body())
        .contains("vcluster_backend_events_accepted_total 1.0")
        .contains("vcluster_backend_requests_seconds_count{path=\"" + CLI + "\",status=\"200\"} 1")
        .contains("vcluster_backend_requests_seconds_bucket{path=\"" + CLI)
        .contains("vcluster_backend_commit_seconds_bucket{le=\"0.005\"}");
  }

  @Test
  void metrics_areExplained_hereAndInTheDocs() throws IOException {
    backend.post(CLI, Bodies.envelope(Bodies.command("m", "1"), "1"));
    backend.post(CLI, "{\"data\":[],\"extra\":1}");

    assertThat(backend.page("/metrics").body().lines())
        .filteredOn(line -> line.startsWith("# HELP"))
        .hasSizeGreaterThan(6)
        .allMatch(line -> line.matches("# HELP vcluster_\\w+ [A-Z].*"));
    String documented =
        Files.readString(Path.of("docs/backend.md")).replace("`..._", "`vcluster_backend_events_");
    assertThat(backend.page("/metrics").body().lines())
        .filteredOn(line -> line.startsWith("# TYPE"))
        .extracting(line -> line.split(" ")[2].replaceFirst("_max$", ""))
        .allSatisfy(name -> assertThat(documented).contains("`" + name));
  }

  private static String id(String sent) {
    return String.valueOf(TestDatabase.HASH.pseudonym(sent));
  }

  private static String syncerSample() {
    return new String(vector("docs-syncer-payload.json"), StandardCharsets.US_ASCII);
  }

  private static void assertAccepted(HttpResponse<String> answer, int accepted, int duplicates) {
    assertThat(answer.body())
        .isEqualTo(
            "{\"accepted\":%d,\"duplicates\":%d,\"rejected\":[]}".formatted(accepted, duplicates));
    assertThat(answer.statusCode()).isEqualTo(200);
  }
}
