package vcluster.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {
  @Test
  void nothingSet_isTheBackend() {
    assertThat(Route.ofCli(Map.of()))
        .isEqualTo(cli(""))
        .isEqualTo(open("https://admin.loft.sh/analytics/v1/vcluster/v1/cli"));
    assertThat(Route.ofSyncer(Map.of("VCLUSTER_TELEMETRY_ENDPOINT", "https://a.test")))
        .isEqualTo(open("https://admin.loft.sh/analytics/v1/vcluster/v1/syncer"));
  }

  @Test
  void syncers_haveTheirOwnVariable() {
    assertThat(Route.ofSyncer(Map.of("SYNCER_TELEMETRY_ENDPOINT", "https://one.test/x")))
        .isEqualTo(open("https://one.test/x"));
  }

  @Test
  void proxyThatCannotBeUsed_closesTheRoute() {
    assertThat(Route.ofCli(Map.of("HTTPS_PROXY", "socks5://127.0.0.1:1080")))
        .isInstanceOf(Route.Closed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://telemetry.example.com",
        "HTTPS://telemetry.example.com:8443/in?tenant=a",
        "https://10.0.0.1/",
        "https://[2001:db8::1]:443/",
        "http://localhost:8080/in",
        "http://LOCALHOST/in",
        "http://127.0.0.1:1/",
        "http://127.255.0.9/",
        "http://[::1]:65535/",
        "http://[0:0:0:0:0:0:0:1]/"
      })
  void usableUrl_isTakenWhole(String value) {
    assertThat(cli(value)).isEqualTo(open(value));
  }

  @Test
  void pathBeyondAscii_isEncoded() {
    assertThat(cli("https://a.test/é")).isEqualTo(open("https://a.test/%C3%A9"));
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "/tables/endpoints-refused.txt",
      delimiter = '|',
      quoteCharacter = '\'')
  @ValueSource(strings = {" https://a.test/", "https://a.test/\n"})
  void anythingElse_isRefused(String value) {
    assertThat(cli(value)).isInstanceOf(Route.Closed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://me:hunter2@a.test/",
        "https://hunter2@a.test/",
        "https://me:hunter2@a_b.test/",
        "https://me:hun ter2@a.test/",
        "https://a.test/#hunter2",
        "https://a.test:1/ hunter2",
        "hunter2://a.test/",
        "http://hunter2.test/"
      })
  void refusal_namesTheVariableAndRepeatsNothing(String value) {
    assertThat(cli(value))
        .isInstanceOfSatisfying(
            Route.Closed.class,
            refused ->
                assertThat(refused.reason())
                    .startsWith("VCLUSTER_TELEMETRY_ENDPOINT ")
                    .doesNotContain("hun")
                    .doesNotContain("ter2"));
  }

  @Test
  void hostWithAnUnderscore_isNamedAsTheReason() {
    assertThat(cli("https://my_host.test/"))
        .isInstanceOfSatisfying(
            Route.Closed.class,
            refused -> assertThat(refused.reason()).contains("a host name with _").contains("use"));
  }

  private static Route cli(String value) {
    return Route.ofCli(Map.of("VCLUSTER_TELEMETRY_ENDPOINT", value));
  }

  private static Route open(String value) {
    return new Route.Open(URI.create(value), new ProxyChoice.Direct());
  }
}
