package vcluster.backend.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
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
        .hasToString(
            HexFormat.of()
                .formatHex(expected, 0, 16)
                .replaceFirst("(.{8})(.{4})(.{4})(.{4})", "$1-$2-$3-$4-"));
  }

  @Test
  void pseudonym_ofHexadecimalIds_isTheSameInCapitals_andOfNoOthers() {
    assertThat(hash.pseudonym("7629E852-34D9-4FA6-8FC7-4C0423B5C44B"))
        .isEqualTo(hash.pseudonym("7629e852-34d9-4fa6-8fc7-4c0423b5c44b"));
    assertThat(hash.pseudonym("C7EE980F")).isEqualTo(hash.pseudonym("c7ee980f"));
    assertThat(hash.pseudonym("randomID")).isNotEqualTo(hash.pseudonym("randomid"));
    assertThat(hash.pseudonym("")).isNull();
  }

  @Test
  void marks_tellIdsAndKeysApart() {
    byte[] key = new byte[32];
    key[31] = 1;
    KeyedHash other = new KeyedHash(key);
    UUID a = new UUID(0, 1);
    UUID b = new UUID(0, 2);
    assertThat(
            Set.of(a, hash.mark(a), hash.mark(b), hash.keyMark(), other.mark(a), other.keyMark()))
        .hasSize(6);
  }

  @Test
  void shortKey_isRefused_andNotRepeated() {
    assertThatThrownBy(() -> new KeyedHash("hunter2".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hunter2");
  }
}
