package vcluster.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.upload.ProxyChoice.Direct;
import vcluster.upload.ProxyChoice.HttpProxy;
import vcluster.upload.ProxyChoice.Login;
import vcluster.upload.ProxyChoice.Unsupported;

class ProxyChoiceTest {
  private static final URI BACKEND = URI.create("https://backend.test/v1/cli");

  @Test
  void noVariable_isDirect() {
    assertThat(ProxyChoice.of(BACKEND, Map.of())).isEqualTo(new Direct());
    assertThat(ProxyChoice.of(BACKEND, Map.of("HTTPS_PROXY", "", "https_proxy", "")))
        .isEqualTo(new Direct());
  }

  @Test
  void variablesForOtherProtocols_areIgnored() {
    Map<String, String> environment =
        Map.of("HTTP_PROXY", "a:1", "http_proxy", "a:1", "ALL_PROXY", "a:1", "all_proxy", "a:1");

    assertThat(ProxyChoice.of(BACKEND, environment)).isEqualTo(new Direct());
  }

  @Test
  void upperCaseVariable_comesFirst() {
    assertThat(ProxyChoice.of(BACKEND, Map.of("HTTPS_PROXY", "a:1", "https_proxy", "b:2")))
        .isEqualTo(proxy("a", 1));
    assertThat(ProxyChoice.of(BACKEND, Map.of("HTTPS_PROXY", "", "https_proxy", "b:2")))
        .isEqualTo(proxy("b", 2));
  }

  @Test
  void plainHttp_isDirect() {
    Map<String, String> environment = Map.of("HTTP_PROXY", "a:1", "HTTPS_PROXY", "a:1");

    assertThat(ProxyChoice.of(URI.create("http://localhost/"), environment))
        .isEqualTo(new Direct());
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://localhost/", "https://127.0.0.2/", "https://[::1]:8443/"})
  void thisMachine_isDirectWhateverTheProxyIs(String endpoint) {
    assertThat(ProxyChoice.of(URI.create(endpoint), Map.of("HTTPS_PROXY", "socks5://a:1")))
        .isEqualTo(new Direct());
  }

  @Test
  void address_tellsThePortFromAnIpv6Address() {
    assertThat(proxy("a.test", 1).proxy()).contains("a.test:1");
    assertThat(proxy("2001:db8::1", 8080).proxy()).contains("[2001:db8::1]:8080");
  }

  @Test
  void noProxy_isHonoured() {
    assertThat(chosen("backend.test", "")).isEqualTo(new Direct());
    assertThat(chosen("", "test")).isEqualTo(new Direct());
    assertThat(chosen("other.test", "test")).isEqualTo(proxy("a", 1));
    assertThat(chosen("backend.test:443", "")).isEqualTo(new Direct());
    assertThat(chosen("backend.test:8443", "")).isEqualTo(proxy("a", 1));
  }

  @ParameterizedTest
  @CsvSource({
    "http://proxy.test:3128, proxy.test, 3128",
    "HTTP://proxy.test:3128/, proxy.test, 3128",
    "http://proxy.test:3128/path?query, proxy.test, 3128",
    "http://proxy.test, proxy.test, 80",
    "http://proxy.test:/, proxy.test, 80",
    "proxy.test:3128, proxy.test, 3128",
    "proxy, proxy, 80",
    "squid_proxy:3128, squid_proxy, 3128",
    "192.0.2.1:3128, 192.0.2.1, 3128",
    "http://[2001:db8::1]:3128, 2001:db8::1, 3128",
    "[::1], ::1, 80",
  })
  void httpProxy_isUsed(String value, String host, int port) {
    assertThat(chosen(value)).isEqualTo(proxy(host, port));
  }

  @ParameterizedTest
  @CsvSource({
    "http://me:secret@proxy.test:1, me, secret",
    "me:secret@proxy.test:1, me, secret",
    "http://me@proxy.test:1, me, ''",
    "http://me:@proxy.test:1, me, ''",
    "http://:secret@proxy.test:1, '', secret",
    "http://me:a:b@proxy.test:1, me, a:b",
    "http://me@corp:se@cret@proxy.test:1, me@corp, se@cret",
    "http://m%65:%3a%2F%40%25+%C3%A4@proxy.test:1, me, :/@%+ä",
  })
  void login_isDecoded(String value, String user, String password) {
    assertThat(chosen(value))
        .isEqualTo(new HttpProxy("proxy.test", 1, Optional.of(new Login(user, password))));
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/tables/proxies-refused.txt", delimiter = '|', quoteCharacter = '\'')
  @ValueSource(strings = {" http://hunter2.test:1", "http://hunter2.test:1\n"})
  void anythingElse_isUnsupportedAndNotRepeated(String value) {
    assertThat(chosen(value))
        .isInstanceOfSatisfying(
            Unsupported.class,
            unsupported ->
                assertThat(unsupported.reason())
                    .startsWith("HTTPS_PROXY ")
                    .doesNotContain("nter2"));
  }

  @Test
  void unsupported_namesTheKindAndTheVariable() {
    assertThat(ProxyChoice.of(BACKEND, Map.of("https_proxy", "socks5://127.0.0.1:1080")))
        .isInstanceOfSatisfying(
            Unsupported.class,
            unsupported ->
                assertThat(unsupported.reason()).contains("https_proxy").contains("socks5://"));
  }

  @Test
  void login_isNotShown() {
    assertThat(chosen("http://me:hunter2@proxy.test:1").toString())
        .contains("proxy.test")
        .doesNotContain("me:")
        .doesNotContain("hunter2");
  }

  private static ProxyChoice chosen(String httpsProxy) {
    return ProxyChoice.of(BACKEND, Map.of("HTTPS_PROXY", httpsProxy));
  }

  private static ProxyChoice chosen(String upperNoProxy, String lowerNoProxy) {
    return ProxyChoice.of(
        BACKEND, Map.of("HTTPS_PROXY", "a:1", "NO_PROXY", upperNoProxy, "no_proxy", lowerNoProxy));
  }

  private static HttpProxy proxy(String host, int port) {
    return new HttpProxy(host, port, Optional.empty());
  }
}
