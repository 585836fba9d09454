package vcluster.backend.verify.redact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.backend.record.KeyedHash;
import vcluster.backend.verify.redact.KnownWords.RedactedCommand;

class KnownWordsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KeyedHash hash = new KeyedHash(new byte[32]);
  private final KnownWords redaction = new KnownWords(hash);

  /** A line, what its words become, and its options; {@code ~} is nothing. */
  @ParameterizedTest
  @CsvFileSource(resources = "/tables/known-words.txt", delimiter = '|', quoteCharacter = '\'')
  void commandLine_keepsKnownWordsAndOptionNames(String line, String words, String options) {
    assertThat(redaction.command(List.of(line.split(" "))))
        .isEqualTo(new RedactedCommand(words, options));
  }

  @Test
  void commandLine_withoutEnd_isBounded() {
    RedactedCommand cut = redaction.command(Collections.nCopies(10_000, "a"));
    assertThat(cut.words()).hasSizeLessThan(100);
    assertThat(redaction.command(List.of())).isEqualTo(new RedactedCommand("vcluster", ""));
    assertThat(redaction.command(List.of("", "", "-", "--", "")).words())
        .isEqualTo("vcluster * * *");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | ''",
        "usage | usage",
        "unknown flag: --hunter2 | usage",
        "Get \"https://10.0.0.1/api\": dial tcp: connection refused | network",
        "secrets \"hunter2\" is forbidden: User \"jose@example.com\" cannot | forbidden",
        "open /home/jose/.kube/config: no such file or directory | not_found",
        "context deadline exceeded | timeout",
        "error executing helm upgrade hunter2: exit 1 | helm",
        "hunter2 | other",
        "other | other",
      })
  void error_becomesItsClass(String text, String word) {
    assertThat(redaction.error(text)).isEqualTo(word);
  }

  @Test
  void helmValues_becomeTheNamesOfTheChartsKeys() throws Exception {
    String values =
        """
        {"telemetry":{"disabled":true},
         "labels":{"hunter2":"x","enabled":"hunter2"},
         "sync":{"nodes":{"enabled":true,"nodeSelector":"hunter2"}},
         "init":{"helm":[{"hunter2":"hunter2"}],"manifests":"password: hunter2"},
         "hunter2@example.com":{"deep":1},
         "service":{}}
        """;
    assertThat(redaction.helmKeys(JSON.readTree(values)))
        .isEqualTo(
            "* init.helm init.manifests labels service sync.nodes.enabled"
                + " sync.nodes.nodeSelector telemetry.disabled");
    assertThat(redaction.helmKeys(JSON.readTree("\"hunter2\""))).isEmpty();
    assertThat(redaction.helmKeys(JSON.missingNode())).isEmpty();
  }

  @Test
  void syncerFlags_becomeNames_withQuotesAndWithout() {
    String quoted =
        "{\"setFlags\":{\"node-selector\":true,\"tls-san\":true,\"Hunter 2\":true,\"off\":false},"
            + "\"controllers\":[\"hoststorageclasses\",\"-pods\",\"hunter2\"]}";
    String published = "{setFlags:{\"node-selector\":true},controllers:[\"hoststorageclasses\"]}";

    assertThat(redaction.setFlags(quoted)).isEqualTo("* node-selector tls-san");
    assertThat(redaction.controllers(quoted)).isEqualTo("* -pods hoststorageclasses");
    assertThat(redaction.setFlags(published)).isEqualTo("node-selector");
    assertThat(redaction.controllers(published)).isEqualTo("hoststorageclasses");
    assertThat(redaction.setFlags("{hunter2")).isEmpty();
    assertThat(redaction.setFlags("")).isEmpty();
    assertThat(redaction.controllers("[".repeat(5_000))).isEmpty();
  }

  @Test
  void eMailAddress_becomesAKeyedHash() {
    String hashed = redaction.id("jose@example.com");
    assertThat(hashed).matches("keyed:[0-9a-f]{32}").isEqualTo(hash.pseudonym("jose@example.com"));
    assertThat(redaction.id("admin")).isEqualTo("admin");
    byte[] other = new byte[32];
    other[0] = 1;
    assertThat(new KnownWords(new KeyedHash(other)).id("jose@example.com")).isNotEqualTo(hashed);
  }

  /** Addresses are written in many ways, and ids in few. */
  @ParameterizedTest
  @ValueSource(
      strings = {"jose\uff20example.com", "jose%40example.com", "jose\ufe6bexample.com", "Jose M"})
  void whatIsNotWrittenLikeAnId_becomesAKeyedHash(String odd) {
    assertThat(redaction.id(odd)).isEqualTo(hash.pseudonym(odd));
    assertThat(redaction.id("auth0|5f7c8ec7")).isEqualTo("auth0|5f7c8ec7");
    assertThat(redaction.id("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jose@example.com",
        "https://example.com",
        "/home/jose",
        "--token=hunter2",
        "C:\\Users",
        "hunter 2",
        "\uff20"
      })
  void whatIsNotWrittenLikeAName_isCut(String odd) {
    assertThat(redaction.name(odd)).isEqualTo("*");
    assertThat(redaction.name("a".repeat(101))).isEqualTo("*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "*", "v1.26.0+k3s1", "-03", "+0545", "ppc64le", "cert-manager.io", "v1_2~rc"})
  void names_areKept(String name) {
    assertThat(redaction.name(name)).isEqualTo(name);
  }

  @Test
  void severity_isOneOfFourOrUnknown() {
    assertThat(List.of("", "warning", "hunter2").stream().map(redaction::severity))
        .containsExactly("", "warning", "*");
  }
}
