package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import vcluster.syncer.Gvk;

/**
 * Objects of one kind in the host, each creation and change of which is a sync.
 *
 * <p>What was there before the first list was complete has been synced before. An informer compares
 * resource versions: what a list finds unchanged after a disconnect comes here no more.
 */
final class SyncFeed implements ResourceEventHandler<GenericKubernetesResource> {
  private final Gvk gvk;
  private final WatchRecorder journal;
  private volatile boolean listed;

  SyncFeed(Gvk gvk, WatchRecorder journal) {
    this.gvk = gvk;
    this.journal = journal;
  }

  @Override
  public void onList(String resourceVersion, boolean remainedEmpty) {
    listed = true;
  }

  @Override
  public void onAdd(GenericKubernetesResource created) {
    if (listed) {
      journal.synced(gvk);
    }
  }

  @Override
  public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
    if (listed) {
      journal.synced(gvk);
    }
  }

  @Override
  public void onDelete(GenericKubernetesResource gone, boolean deletedFinalStateUnknown) {}
}
