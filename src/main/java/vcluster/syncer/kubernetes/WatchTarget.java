package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vcluster.syncer.kubernetes.ResponseLimits.TooLongException;

/** The objects of one kind, as one client reaches them. */
record WatchTarget<T extends HasMetadata>(
    FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ?> objects) {
  /** How long the server is asked to keep a watch open. */
  static final Duration WATCH = Duration.ofMinutes(8);

  /** So few objects that an answer is short even if they have many annotations. */
  private static final long PAGE = 100;

  /** More than a cluster can have objects; a list of more has no end. */
  private static final int MAX_PAGES = 2_000;

  /**
   * Lists all objects.
   *
   * @param pages receives them in parts
   * @return the version at which a watch begins that misses nothing
   * @throws RuntimeException if a request fails or its answer can't be read
   */
  String list(Consumer<List<T>> pages) {
    @Nullable String rest = null;
    for (int i = 0; i < MAX_PAGES; i++) {
      var page = objects.list(new ListOptionsBuilder().withLimit(PAGE).withContinue(rest).build());
      pages.accept(page.getItems());
      rest = page.getMetadata().getContinue();
      if (rest == null || rest.isEmpty()) {
        return Objects.toString(page.getMetadata().getResourceVersion(), "");
      }
    }
    throw new TooLongException("the list does not end");
  }

  /**
   * Watches from this version on; returns once the server has accepted that.
   *
   * @throws RuntimeException if it does not
   */
  Watch watch(String version, Watcher<T> watcher) {
    return objects.watch(
        new ListOptionsBuilder()
            .withResourceVersion(version)
            .withAllowWatchBookmarks(true)
            .withTimeoutSeconds(WATCH.toSeconds())
            .build(),
        watcher);
  }
}
