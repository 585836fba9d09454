package vcluster.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.eclipse.jetty.util.InetAddressPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
  private final ClientAddress address =
      new ClientAddress(List.of(InetAddressPattern.from("10.0.0.0/8")));

  /** The peer, what it says of whom it forwards for, and whose address counts. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // A stranger counts as itself, whatever it says.
        "192.0.2.7 | 198.51.100.1 | c0000207",
        "192.0.2.7 | 198.51.100.1:5678 | c0000207",
        // A proxy speaks for its client: for the last that is no proxy.
        "10.0.0.1 | 198.51.100.1 | c6336401",
        "10.0.0.1 | 203.0.113.5, 198.51.100.1, 10.0.0.2 | c6336401",
        "10.0.0.1 | 198.51.100.1:1, 10.0.0.2:2 | c6336401",
        // Nonsense counts as the proxy.
        "10.0.0.1 | localhost | 0a000001",
        // A port is not looked at.
        "10.0.0.1 | 198.51.100.1:5678 | c6336401",
        "10.0.0.1 | 198.51.100.1:65535 | c6336401",
        "10.0.0.1 | [2001:db8:1:2::9]:5678 | 20010db800010002",
        // With IPv6 it is the network that counts.
        "10.0.0.1 | 2001:db8:1:2::9 | 20010db800010002",
        "10.0.0.1 | [2001:db8:1:2::9] | 20010db800010002",
        "10.0.0.1 | 2001:db8:1:2:3:4:5:6 | 20010db800010002"
      })
  void client_isTheLastThatIsNoProxy(String peer, String forwarded, String expected)
      throws Exception {
    assertThat(of(peer, forwarded.split(", "))).isEqualTo(expected);
  }

  @Test
  void nothing_orTooMuch_countsAsTheProxy() throws Exception {
    assertThat(of("10.0.0.1")).isEqualTo("0a000001");
    assertThat(of("10.0.0.1", "1".repeat(10_000))).isEqualTo("0a000001");
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "/tables/forwarded-refused.txt",
      delimiter = '|',
      quoteCharacter = '\'')
  void nonsenseWithAPort_countsAsTheProxy(String forwarded) throws Exception {
    assertThat(of("10.0.0.1", "203.0.113.5", forwarded)).isEqualTo("0a000001");
  }

  private String of(String peer, String... forwardedFor) throws Exception {
    return address.of(InetAddress.getByName(peer), List.of(forwardedFor));
  }
}
