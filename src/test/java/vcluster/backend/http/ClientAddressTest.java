package vcluster.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.eclipse.jetty.util.InetAddressPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
  private final ClientAddress address =
      new ClientAddress(List.of(InetAddressPattern.from("10.0.0.0/8")));

  @Test
  void stranger_countsAsItself_whateverItSays() throws Exception {
    assertThat(of("192.0.2.7", "198.51.100.1")).isEqualTo("c0000207");
  }

  @Test
  void proxy_speaksForItsClient() throws Exception {
    assertThat(of("10.0.0.1", "198.51.100.1")).isEqualTo("c6336401");
  }

  @Test
  void clientBehindProxies_isTheLastThatIsNone() throws Exception {
    assertThat(of("10.0.0.1", "203.0.113.5", "198.51.100.1", "10.0.0.2")).isEqualTo("c6336401");
  }

  @Test
  void nonsense_countsAsTheProxy() throws Exception {
    assertThat(of("10.0.0.1", "localhost")).isEqualTo("0a000001");
    assertThat(of("10.0.0.1", "1".repeat(10_000))).isEqualTo("0a000001");
    assertThat(of("10.0.0.1")).isEqualTo("0a000001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"198.51.100.1:1", "198.51.100.1:5678", "198.51.100.1:65535"})
  void portOfTheClient_isNotLookedAt(String forwarded) throws Exception {
    assertThat(of("10.0.0.1", forwarded)).isEqualTo("c6336401");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[2001:db8:1:2::9]:5678", "[2001:db8:1:2::9]", "2001:db8:1:2::9"})
  void portOfAnIpv6Client_isNotLookedAt(String forwarded) throws Exception {
    assertThat(of("10.0.0.1", forwarded)).isEqualTo("20010db800010002");
  }

  @Test
  void proxyWithAPort_isPassed() throws Exception {
    assertThat(of("10.0.0.1", "198.51.100.1:1", "10.0.0.2:2")).isEqualTo("c6336401");
  }

  @Test
  void stranger_withAPort_countsAsItself() throws Exception {
    assertThat(of("192.0.2.7", "198.51.100.1:5678")).isEqualTo("c0000207");
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "/tables/forwarded-refused.txt",
      delimiter = '|',
      quoteCharacter = '\'')
  void nonsenseWithAPort_countsAsTheProxy(String forwarded) throws Exception {
    assertThat(of("10.0.0.1", "203.0.113.5", forwarded)).isEqualTo("0a000001");
  }

  @Test
  void ipv6Client_isItsNetwork() throws Exception {
    assertThat(of("10.0.0.1", "2001:db8:1:2:3:4:5:6"))
        .isEqualTo(of("10.0.0.1", "[2001:db8:1:2::9]"))
        .isEqualTo("20010db800010002");
  }

  private String of(String peer, String... forwardedFor) throws Exception {
    return address.of(InetAddress.getByName(peer), List.of(forwardedFor));
  }
}
