package vcluster.backend.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventKeyTest {
  @Test
  void keys_areTheSame_whenEverythingIs() {
    assertThat(EventKey.of("k", 1)).isEqualTo(EventKey.of("k", 1));
    assertThat(upload("u", "e")).isEqualTo(upload("u", "e"));
  }

  @Test
  void keys_differ_whenAnythingDoes() {
    Set<EventKey> keys =
        new HashSet<>(
            List.of(
                EventKey.of("k", 0),
                EventKey.of("k", 1),
                EventKey.of("l", 0),
                upload("k", ""),
                upload("", "k"),
                upload("u", "e"),
                upload("ue", ""),
                upload("u", "f"),
                upload("v", "e")));
    assertThat(keys).hasSize(9);
  }

  private static EventKey upload(String uid, String events) {
    return EventKey.ofUpload(uid, events.getBytes(StandardCharsets.UTF_8));
  }
}
