package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one kind that lists and watches have shown, as their names and marks; tells a feed
 * what has changed since the first list. For use by one thread at a time.
 */
final class KnownObjects<T extends HasMetadata> {
  private final Feed<T> feed;
  private final Map<String, @Nullable String> marks = new HashMap<>();
  private boolean listed;

  KnownObjects(Feed<T> feed) {
    this.feed = feed;
  }

  static String key(HasMetadata object) {
    return Cache.metaNamespaceKeyFunc(object);
  }

  void found(T object) {
    String mark = feed.mark(object);
    String before = marks.put(key(object), mark);
    if (listed && !Objects.equals(mark, before)) {
      feed.changed(before, object);
    }
  }

  void gone(String key) {
    String before = marks.remove(key);
    if (listed && before != null) {
      feed.changed(before, null);
    }
  }

  /** A list is complete; what was not in it is gone. */
  void listed(Set<String> keys) {
    List.copyOf(marks.keySet()).stream().filter(key -> !keys.contains(key)).forEach(this::gone);
    listed = true;
  }
}
