package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The watch of failed syncs, which outlives the clients that it is done by. */
final class SyncErrors implements Consumer<KubernetesClient>, AutoCloseable {
  private final SyncErrorFeed feed;
  private final ItemStore<Event> seen = Watches.keeping(Event.class, SyncErrorFeed.OCCURRENCE);
  private @Nullable SharedIndexInformer<Event> informer;

  SyncErrors(SyncErrorFeed feed) {
    this.feed = feed;
  }

  /** Goes on with another client where the last one stopped. */
  @Override
  public synchronized void accept(KubernetesClient client) {
    close();
    informer = Watches.syncErrors(client, seen, feed);
  }

  @Override
  public synchronized void close() {
    if (informer != null) {
      informer.stop();
    }
  }
}
