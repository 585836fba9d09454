package vcluster.upload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
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
  @CsvFileSource(resources = "/tables/no-proxy.txt", delimiter = '|')
  void listedServer_isExcluded(String list, String host) {
    assertThat(NoProxy.excludes(list, host, 443)).isTrue();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/tables/no-proxy-others.txt", delimiter = '|', quoteCharacter = '\'')
  void anyOtherServer_isNotExcluded(String list, String host) {
    assertThat(NoProxy.excludes(list, host, 443)).isFalse();
  }
}
