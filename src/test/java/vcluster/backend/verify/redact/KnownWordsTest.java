package vcluster.backend.verify.redact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
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
    assertThat(redaction.command(List.of(line.split(" ")), "0.30.0"))
        .isEqualTo(new RedactedCommand(words, options));
  }

  /** An alias today was a command of its own before. */
  @ParameterizedTest
  @CsvSource({
    "0.19.9, vcluster pro token, --project",
    "0.20.0, vcluster platform access-key, --project",
    "'', vcluster platform access-key, --project",
    "*, vcluster platform access-key, --project",
  })
  void alias_isWhatItStandsForInThatVersion(String version, String words, String options) {
    assertThat(redaction.command(List.of("vcluster", "pro", "token", "--project=x"), version))
        .isEqualTo(new RedactedCommand(words, options));
  }

  @Test
  void commandLine_withoutEnd_isBounded() {
    RedactedCommand cut = command(Collections.nCopies(10_000, "a"));
    assertThat(cut.words()).hasSizeLessThan(100);
    assertThat(command(List.of())).isEqualTo(new RedactedCommand("vcluster", ""));
    assertThat(command(List.of("", "", "-", "--", "")).words()).isEqualTo("vcluster * * *");
  }

  private RedactedCommand command(List<String> line) {
    return redaction.command(line, "");
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
        "Invalid Args: received 4 arguments, expected 1 | usage",
        "unexpected amount of arguments: 3, need exactly 2 arguments | usage",
        "please specify a name | usage",
        "leader election lost | leadership",
        "502 Bad Gateway: invalid access key | server",
        "not found: invalid access key | not_found",
        "the server responded oddly: invalid access key | unauthorized",
        "Post \"https://x\": tls: failed to verify certificate: x509: unknown authority | certificate",
        "unsafe login endpoint 'x', run with the '--insecure' flag | certificate",
        "vCluster version 0.19.0 snapshotting is not supported | unsupported",
        "couldn't find vcluster x | not_found",
        "error executing helm upgrade hunter2: exit 1 | helm",
        "hunter2 | other",
        "other | other",
      })
  void error_becomesItsClass(String text, String word) {
    assertThat(redaction.error(text)).isEqualTo(word);
  }

  /** The original adds the same advice to every login that failed, and its usage to others. */
  @Test
  void adviceInAnError_doesNotDecideItsClass() {
    String advice =
        "\n\nYou may need to login again via `vcluster login x --insecure` to allow self-signed"
            + " certificates\n";
    assertThat(redaction.error("error logging in: 502 Bad Gateway" + advice)).isEqualTo("server");
    assertThat(redaction.error("hunter2" + advice)).isEqualTo("other");
    assertThat(
            redaction.error(
                "vcluster create NAME [flags]\nInvalid Args: received 4 arguments, expected 1, extra"
                    + " arguments: [\"x\"]\nRun with --help for more details on arguments"))
        .isEqualTo("usage");
  }

  @Test
  void helmValues_becomeThePathsThatTheChartsDefine() throws Exception {
    String values =
        """
        {"telemetry":{"disabled":true,"enabled":false},
         "labels":{"hunter2":"x","enabled":"hunter2"},
         "sync":{"nodes":{"enabled":true,"nodeSelector":"hunter2"},
                 "toHost":{"customResources":{"hunter2.example.com":{"enabled":true}},
                           "pods":{"hunter2":1,"hunter3":1}}},
         "init":{"helm":[{"hunter2":"hunter2"}],"manifests":"password: hunter2"},
         "controlPlane":{"statefulSet":{"resources":{"limits":{"hunter2":1}},
                                        "scheduling":{"affinity":{"nodeAffinity":{"hunter2":1}}}}},
         "hunter2@example.com":{"deep":1},
         "enabled":true,
         "annotations":{},
         "service":{}}
        """;
    assertThat(redaction.helmKeys(JSON.readTree(values)))
        .isEqualTo(
            "* controlPlane.statefulSet.resources.limits"
                + " controlPlane.statefulSet.scheduling.affinity.nodeAffinity.*"
                + " init.helm init.manifests labels sync.nodes.enabled sync.nodes.nodeSelector"
                + " sync.toHost.customResources sync.toHost.pods.*"
                + " telemetry.disabled telemetry.enabled");
    assertThat(redaction.helmKeys(JSON.readTree("\"hunter2\""))).isEmpty();
    assertThat(redaction.helmKeys(JSON.missingNode())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vcluster | 0.19.0 | '{}' | k3s",
        "vcluster-k8s | v0.18.1 | '{}' | k8s",
        "k0s | 0.18.1 | '{}' | k0s",
        "hunter2 | 0.19.0 | '{}' | *",
        "k3s | '' | '{}' | *",
        "k3s | 0.20.0 | '{}' | *",
        "k3s | 0.20.0-alpha.1 | '{\"controlPlane\":{}}' | k8s",
        "hunter2 | 0.20.0 | '{\"controlPlane\":{\"distro\":{\"k3s\":{\"enabled\":true}}}}' | k3s",
        "'' | 0.20.0 | '{}' | ''",
      })
  void distro_isTheReportedNameBefore20_andWhatIsEnabledSince(
      String name, String version, String values, String distro) throws Exception {
    assertThat(redaction.distro(name, version, JSON.readTree(values))).isEqualTo(distro);
  }

  @Test
  void syncerFlags_becomeNames_withQuotesAndWithout() {
    String quoted =
        "{\"setFlags\":{\"node-selector\":true,\"tls-san\":true,\"hunter-2\":true,\"off\":false},"
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jose@example.com",
        "jose\uff20example.com",
        "admin",
        "auth0|5f7c8ec7",
        "7629e852-34d9-4fa6-8fc7-4c0423b5c44b"
      })
  void id_becomesAKeyedHash(String id) {
    UUID hashed = redaction.id(id);
    assertThat(hashed).isNotNull().isEqualTo(hash.pseudonym(id));
    assertThat(hashed.toString()).isNotEqualTo(id);
    byte[] other = new byte[32];
    other[0] = 1;
    assertThat(new KnownWords(new KeyedHash(other)).id(id)).isNotEqualTo(hashed);
    assertThat(redaction.id("")).isNull();
  }

  /** A version, and what is kept of it. */
  @ParameterizedTest
  @CsvSource({
    "0.18.1,0.18.1",
    "v0.15.0,v0.15.0",
    "1.0.0-SNAPSHOT,1.0.0-SNAPSHOT",
    "0.20.0-alpha.5,0.20.0-alpha.5",
    "0.20.0-rc3,0.20.0-rc3",
    "v0.33.1-next.internal.2,v0.33.1-next.internal.2",
    "0.19.5-hunter2,0.19.5-*",
    "0.19.5+hunter2,0.19.5-*",
    "0.19.5-rc.12345678,0.19.5-*",
    "10.20.30.40,*",
    "10.20.30,*",
    "0.19,*",
    "hunter2,*",
    "'',''",
    "*,*",
  })
  void version_isKeptByItsGrammar(String raw, String kept) {
    assertThat(redaction.version(raw)).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({
    "v1.26.0,v1.26.0",
    "v1.26.0+k3s1,v1.26.0+k3s1",
    "v1.26.0+k0s.0,v1.26.0+k0s.0",
    "v1.26.0+k0s,v1.26.0+k0s",
    "v1.28.2+rke2r1,v1.28.2+rke2r1",
    "v1.27.3-eks-a5565ad,v1.27.3-eks-a5565ad",
    "v1.27.3-gke.1234000,v1.27.3-gke.1234000",
    "v1.25.4+77bec7a,v1.25.4+77bec7a",
    "v1.31.0-rc.1,v1.31.0-rc.1",
    "v1.27.3-eks-hunter2,v1.27.3-*",
    "v1.27.3+deadbeefdeadbeef,v1.27.3-*",
    "v1.27.3-hunter2.example.com,v1.27.3-*",
    "10.0.0.1,*",
    "v2.27.3,*",
  })
  void kubernetesVersion_isKeptByItsGrammarAndTheListOfDistributions(String raw, String kept) {
    assertThat(redaction.kubernetesVersion(raw)).isEqualTo(kept);
  }

  /** A kind of word, a word that is one, and another that is none. */
  @ParameterizedTest
  @CsvSource({
    "os,darwin,hunter2",
    "arch,ppc64le,hunter2",
    "creator,helm,hunter2",
    "service_type,LoadBalancer,svc.example.com",
    "severity,warning,hunter2",
    "event,ResourceSync,hunter2",
    "flag,node-selector,hunter2",
    "controller,hoststorageclasses,legacy-storageclasses",
  })
  void word_isKeptIfItIsOnTheList(String kind, String known, String other) {
    assertThat(redaction.word(kind, known)).isEqualTo(known);
    assertThat(redaction.word(kind, other)).isEqualTo("*");
    assertThat(redaction.word(kind, "")).isEmpty();
  }

  @Test
  void zone_isAnAbbreviationOfTzdataOrAnOffset() {
    assertThat(List.of("CEST", "ChST", "-03", "+0545", ""))
        .allMatch(it -> redaction.zone(it).equals(it));
    assertThat(List.of("HUNTER", "+3", "-03:00", "Europe/Berlin", "cest"))
        .allMatch(it -> redaction.zone(it).equals("*"));
  }

  @ParameterizedTest
  @CsvSource({
    "core,v1,Pod,core v1 Pod",
    "networking.k8s.io,v1beta1,Ingress,networking.k8s.io v1beta1 Ingress",
    "core,v1,Hunter2,core v1 *",
    "apps,hunter2,Pod,apps * *",
    "apps,v12,Deployment,apps * Deployment",
    "apps,v1alpha10,Deployment,apps * Deployment",
    "hunter2.k8s.io,v1,Pod,* v1 *",
    "cert-manager.io,v1,Certificate,* v1 *",
  })
  void resource_isKeptIfKubernetesOrVclusterDefinesIt(
      String group, String version, String kind, String kept) {
    String known = redaction.group(group);
    assertThat(known + " " + redaction.apiVersion(version) + " " + redaction.kind(known, kind))
        .isEqualTo(kept);
  }
}
