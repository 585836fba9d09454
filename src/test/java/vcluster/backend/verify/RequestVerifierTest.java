package vcluster.backend.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.backend.record.CliEvent;
import vcluster.backend.record.EventKey;
import vcluster.backend.record.Incoming;
import vcluster.backend.record.KeyedHash;
import vcluster.backend.verify.redact.KnownWords;
import vcluster.token.TokenVerifier;

class RequestVerifierTest {
  private static final String PROPERTIES =
      "{\\\"command\\\":[\\\"vcluster\\\",\\\"version\\\"],\\\"version\\\":\\\"1.0.0\\\"}";

  private static final KeyedHash HASH = new KeyedHash(new byte[32]);

  private final List<String> strangers = new ArrayList<>();
  private final RequestVerifier verifier =
      new RequestVerifier(
          new TokenVerifier(List.of()),
          new KnownWords(HASH),
          (path, type) -> strangers.add(path + " " + type));

  @Test
  void absentAndNullFields_areEmpty() {
    Incoming event =
        only(
            "{\"type\":\"vcluster_cli\",\"timestamp\":7,\"machine_id\":\"m\",\"platform_user_id\":null,"
                + "\"properties\":\""
                + PROPERTIES
                + "\"}");

    assertThat(event)
        .isEqualTo(
            new CliEvent(
                null,
                7_000_000,
                HASH.pseudonym("m"),
                "1.0.0",
                "vcluster version",
                "",
                "",
                "",
                "",
                ""));
    assertThat(strangers).isEmpty();
  }

  /** The original sends its own {@code disable}, and v0.18 what follows it, without a machine. */
  @ParameterizedTest
  @CsvSource({
    "'',version",
    "m,telemetry disable",
    "m,-s telemetry disable now --debug",
  })
  void commandOfWhoOptedOut_isRejected(String machine, String line) {
    String words = line.replace(" ", "\\\",\\\"");
    String event = command(machine).replace("version\\\"]", words + "\\\"]");

    Verdict.Accepted accepted = accepted(envelope(event));

    assertThat(accepted.incoming()).isEmpty();
    assertThat(accepted.rejected()).containsExactly(new Verdict.Rejection(0, "", "opted out"));
  }

  @Test
  void instanceThatNoCliCreated_isKept() {
    Incoming event =
        only(
            "{\"type\":\"vcluster_status\",\"timestamp\":1,\"machine_id\":\"\",\"vcluster_id\":\"u\"}");

    assertThat(event.machine()).isNull();
    assertThat(event.member()).isEqualTo(HASH.pseudonym("u"));
  }

  @Test
  void eventOfNoInstance_isRejected() {
    Verdict.Accepted accepted =
        accepted(envelope("{\"type\":\"vcluster_status\",\"timestamp\":1}"));

    assertThat(accepted.incoming()).isEmpty();
    assertThat(accepted.rejected()).containsExactly(new Verdict.Rejection(0, "", "of no instance"));
  }

  @Test
  void keys_areOfTheRequestAndThePlaceInIt() {
    String event = "{\"event\":" + command("m") + "}";

    Verdict.Accepted accepted =
        (Verdict.Accepted)
            verifier.envelope(utf8("{\"data\":[" + event + ",1," + event + "]}"), Optional.of("k"));

    UUID digest = EventKey.digest(HASH, "event", Objects.requireNonNull(HASH.pseudonym("m")), "k");
    assertThat(accepted.incoming())
        .extracting(Incoming::key)
        .extracting(key -> key.digest() + " " + key.item())
        .containsExactly(digest + " 0", digest + " 2");
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/tables/invalid-events.txt", delimiter = '|', quoteCharacter = '\'')
  void invalidEvent_isNamedByPathAndReason(String event, String path, String reason) {
    Verdict.Accepted accepted = accepted("{\"data\":[{\"event\":" + event + "}]}");

    assertThat(accepted.incoming()).isEmpty();
    assertThat(accepted.rejected()).containsExactly(new Verdict.Rejection(0, path, reason));
  }

  @Test
  void stringsTooLongToKeep_areRejected_notCut() {
    assertThat(accepted(envelope(command("x".repeat(257)))).rejected())
        .containsExactly(
            new Verdict.Rejection(0, "/event/machine_id", "longer than 256 characters"));
    assertThat(accepted(envelope(command("\\ud83d\\ude00".repeat(128)))).rejected()).isEmpty();
  }

  @Test
  void strangers_areCountedByPlaceAndType() {
    only(
        "{\"type\":\"vcluster_status\",\"timestamp\":1,\"vcluster_id\":\"u\",\"a\":1.5,\"b\":null,"
            + "\"properties\":\"{\\\"c\\\":[1],\\\"d\\\":true}\"}");

    assertThat(strangers)
        .containsExactlyInAnyOrder(
            "/event/* number",
            "/event/* null",
            "/event/properties/* array",
            "/event/properties/* boolean");
  }

  @Test
  void moreEventsThanMayBe_areNotTheEnvelope() {
    String events = "1,".repeat(1_000) + "1";

    assertThat(verify("{\"data\":[" + events + "]}"))
        .isEqualTo(new Verdict.Malformed("/data", "more than 1000 events"));
  }

  @Test
  void jsonInsideAString_hasLimitsToo() {
    String deep = "[".repeat(100) + "]".repeat(100);
    String event =
        "{\"type\":\"vcluster_status\",\"timestamp\":1,\"properties\":\"{\\\"x\\\":"
            + deep
            + "}\"}";

    assertThat(accepted(envelope(event)).rejected())
        .containsExactly(new Verdict.Rejection(0, "/event/properties", "does not hold JSON"));
  }

  /** Overlong (RFC 3629, section 3), a surrogate, beyond Unicode, out of place, and cut. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "C0AF",
        "C1BF",
        "E080AF",
        "F08080AF",
        "EDA080",
        "F4908080",
        "F888808080",
        "80",
        "FF",
        "C3"
      })
  void bytesThatAreNotUtf8_areNotJson(String hex) {
    for (String place : new String[] {command("@"), "{\"@\":1}"}) {
      String[] around = envelope(place).split("@");
      byte[] body = concat(utf8(around[0]), HexFormat.of().parseHex(hex), utf8(around[1]));

      assertThat(verifier.envelope(body, Optional.empty()))
          .isEqualTo(new Verdict.Malformed("", "not JSON"));
    }
  }

  @Test
  void jsonBeyondTheLimits_isNotCalledSomethingElse() {
    Verdict tooMuch = new Verdict.Malformed("", "JSON too deep, too long or too large");
    for (String json :
        List.of(
            "[".repeat(65) + "]".repeat(65), "9".repeat(65), "\"" + "x".repeat(1 << 20) + "\"")) {
      assertThat(verifier.envelope(utf8(json), Optional.empty())).isEqualTo(tooMuch);
      assertThat(verifier.syncer(utf8(json), Optional.empty())).isEqualTo(tooMuch);
    }
  }

  @Test
  void charactersOfEveryLength_areRead_whereverTheyStand() {
    Verdict escaped = verify(envelope(command("a\\u00e9\\u20ac\\ud83d\\ude00z")));

    for (int before = 8_000; before < 8_300; before++) {
      String body = " ".repeat(before) + envelope(command("aé€😀z"));

      assertThat(verify(body)).isEqualTo(escaped);
    }
    assertThat(((Verdict.Accepted) escaped).incoming()).hasSize(1);
  }

  private Incoming only(String event) {
    Verdict.Accepted accepted = accepted(envelope(event));
    assertThat(accepted.rejected()).isEmpty();
    assertThat(accepted.incoming()).hasSize(1);
    return accepted.incoming().get(0);
  }

  private static String envelope(String event) {
    return "{\"data\":[{\"event\":" + event + "}]}";
  }

  private static String command(String machine) {
    return "{\"type\":\"vcluster_cli\",\"timestamp\":7,\"machine_id\":\""
        + machine
        + "\",\"properties\":\""
        + PROPERTIES
        + "\"}";
  }

  private Verdict.Accepted accepted(String body) {
    return (Verdict.Accepted) verify(body);
  }

  private Verdict verify(String body) {
    return verifier.envelope(utf8(body), Optional.empty());
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
