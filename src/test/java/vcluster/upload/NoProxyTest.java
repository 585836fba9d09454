package vcluster.upload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoProxyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost",
        "127.0.0.1",
        "127.8.9.10",
        "[::1]",
        "[::ffff:127.0.0.1]"
      })
  void thisMachine_isAlwaysExcluded(String host) {
    assertThat(NoProxy.excludes("", host, 443)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // All.
        "*                    | a.test",
        "b.test, *            | 192.0.2.1",
        // Names: themselves and what is below.
        "a.test               | a.test",
        "A.Test               | a.test",
        "a.test               | A.TEST",
        "a.test               | x.y.a.test",
        "test                 | a.test",
        " b.test ,, a.test    | a.test",
        ".a.test              | x.a.test",
        "*.a.test             | x.y.a.test",
        "bücher.test          | shop.xn--bcher-kva.test",
        // Addresses.
        "192.0.2.1            | 192.0.2.1",
        "2001:db8::1          | [2001:DB8:0::1]",
        "::ffff:192.0.2.1     | 192.0.2.1",
        // Networks.
        "192.0.2.0/24         | 192.0.2.255",
        "192.0.2.7/24         | 192.0.2.1",
        "0.0.0.0/0            | 8.8.8.8",
        "192.0.2.1/32         | 192.0.2.1",
        "192.0.2.128/25       | 192.0.2.129",
        "2001:db8::/33        | [2001:db8:7fff::1]",
        // Ports.
        "a.test:443           | a.test",
        "a.test:              | a.test",
        ".a.test:443          | x.a.test",
        "192.0.2.1:443        | 192.0.2.1",
        "[2001:db8::1]:443    | [2001:db8::1]",
      })
  void listedServer_isExcluded(String list, String host) {
    assertThat(NoProxy.excludes(list, host, 443)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                   | a.test",
        "','                  | a.test",
        "b.test               | a.test",
        "a.test               | ba.test",
        "a.test               | a.test.example",
        ".a.test              | a.test",
        "*.a.test             | a.test",
        "*.a.test             | ba.test",
        "*a.test              | a.test",
        "**                   | a.test",
        "localhost            | localhost.test",
        "192.0.2.1            | 192.0.2.10",
        "192.0.2              | 192.0.2.1",
        "192.0.2.1            | 192.0.2.1.test",
        "192.0.2.0/25         | 192.0.2.128",
        "192.0.2.0/33         | 192.0.2.0",
        "192.0.2.0/           | 192.0.2.0",
        "192.0.2.0/-1         | 192.0.2.0",
        "192.0.2.0/24         | a.test",
        "0.0.0.0/0            | [2001:db8::1]",
        "::/0                 | 192.0.2.1",
        "2001:db8::/33        | [2001:db8:8000::1]",
        "a.test:80            | a.test",
        "192.0.2.1:80         | 192.0.2.1",
        "[2001:db8::1]:80     | [2001:db8::1]",
        ":443                 | a.test",
        "a.test b.test        | a.test",
      })
  void anyOtherServer_isNotExcluded(String list, String host) {
    assertThat(NoProxy.excludes(list, host, 443)).isFalse();
  }
}
