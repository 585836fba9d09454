package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import vcluster.syncer.Gvk;

/**
 * Watches the objects of one kind in the host; each creation and change is a sync.
 *
 * <p>Objects in the first list were synced earlier. The informer compares resource versions, so
 * objects that have not changed during a disconnect are not reported again.
 */
final class SyncFeed implements ResourceEventHandler<GenericKubernetesResource> {
  private final Gvk gvk;
  private final WatchRecorder recorder;
  private volatile boolean listed;

  SyncFeed(Gvk gvk, WatchRecorder recorder) {
    this.gvk = gvk;
    this.recorder = recorder;
  }

  @Override
  public void onList(String resourceVersion, boolean remainedEmpty) {
    listed = true;
  }

  @Override
  public void onAdd(GenericKubernetesResource created) {
    synced();
  }

  @Override
  public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
    synced();
  }

  @Override
  public void onDelete(GenericKubernetesResource gone, boolean deletedFinalStateUnknown) {}

  private void synced() {
    if (listed) {
      recorder.sync(gvk, "");
    }
  }
}
