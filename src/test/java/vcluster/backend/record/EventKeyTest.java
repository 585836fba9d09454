package vcluster.backend.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import vcluster.wire.IdempotencyKey;

class EventKeyTest {
  private static final UUID A = new UUID(0, 1);
  private static final UUID B = new UUID(0, 2);

  private final KeyedHash hash = new KeyedHash(new byte[32]);

  @Test
  void keyOfOurs_isStoredNearOthersOfItsTime() {
    String key = IdempotencyKey.of(1_772_600_767_123L);

    UUID digest = EventKey.digest(hash, "event", A, key);

    assertThat(UUID.fromString(key).version()).isEqualTo(7);
    assertThat(UUID.fromString(key).variant()).isEqualTo(2);
    assertThat(digest.getMostSignificantBits() >>> 16).isEqualTo(1_772_600_767_123L);
    assertThat(digest.toString()).doesNotContain(key.substring(15));
    assertThat(digest)
        .isEqualTo(EventKey.digest(hash, "event", A, key))
        .isNotEqualTo(EventKey.digest(hash, "event", B, key))
        .isNotEqualTo(EventKey.digest(hash, "upload", A, key))
        .isNotEqualTo(EventKey.digest(hash, "event", A, IdempotencyKey.of(1_772_600_767_123L)));
  }

  @Test
  void otherKeys_areHashedWholly() {
    String random = "f81d4fae-7dec-41d0-a765-00a0c91e6bf6";
    for (String key : new String[] {"k", random, "018e"}) {
      UUID digest = EventKey.digest(hash, "event", A, key);
      assertThat(digest).isNotEqualTo(EventKey.digest(hash, "event", B, key));
      assertThat(digest.toString()).isNotEqualTo(random).doesNotStartWith("f81d4fae");
    }
  }
}
