package vcluster.backend.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class KeyedHashTest {
  private final KeyedHash hash = new KeyedHash(new byte[32]);

  @Test
  void pseudonym_isAnHmacOfTheId() throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
    byte[] expected = mac.doFinal("pseudonym\0jose@acme.test".getBytes(StandardCharsets.UTF_8));
    assertThat(hash.pseudonym("jose@acme.test"))
        .isEqualTo("keyed:" + HexFormat.of().formatHex(expected, 0, 16));
  }

  @Test
  void pseudonym_ofHexadecimalIds_isTheSameInCapitals_andOfNoOthers() {
    assertThat(hash.pseudonym("7629E852-34D9-4FA6-8FC7-4C0423B5C44B"))
        .isEqualTo(hash.pseudonym("7629e852-34d9-4fa6-8fc7-4c0423b5c44b"));
    assertThat(hash.pseudonym("C7EE980F")).isEqualTo(hash.pseudonym("c7ee980f"));
    assertThat(hash.pseudonym("randomID")).isNotEqualTo(hash.pseudonym("randomid"));
    assertThat(hash.pseudonym("")).isEmpty();
  }

  @Test
  void marks_tellMachinesInstancesAndKeysApart() {
    byte[] key = new byte[32];
    key[31] = 1;
    KeyedHash other = new KeyedHash(key);
    assertThat(
            Set.of(
                hash.machineMark("a"),
                hash.machineMark("b"),
                hash.instanceMark("a"),
                hash.keyMark(),
                other.machineMark("a"),
                other.instanceMark("a"),
                other.keyMark()))
        .hasSize(7);
  }

  @Test
  void shortKey_isRefused_andNotRepeated() {
    assertThatThrownBy(() -> new KeyedHash("hunter2".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hunter2");
  }
}
