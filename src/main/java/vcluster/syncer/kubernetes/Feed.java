package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import org.jspecify.annotations.Nullable;

/** What becomes of the changes that a watch sees; for use by one thread at a time. */
interface Feed<T extends HasMetadata> {
  /** What is different once something has happened to the object; all that is kept of it. */
  String mark(T object);

  /**
   * Something has happened since the first list.
   *
   * @param before the mark until then; null if the object was created
   * @param after the object now; null if it is gone
   */
  void changed(@Nullable String before, @Nullable T after);
}
