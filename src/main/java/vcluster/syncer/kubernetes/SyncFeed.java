package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import org.jspecify.annotations.Nullable;
import vcluster.syncer.Gvk;

/** The objects of one kind in the host; each creation and change is a sync. */
record SyncFeed(Gvk gvk, WatchRecorder recorder) implements Feed<GenericKubernetesResource> {
  @Override
  public String mark(GenericKubernetesResource object) {
    return object.getMetadata().getResourceVersion();
  }

  @Override
  public void changed(@Nullable String before, @Nullable GenericKubernetesResource after) {
    if (after != null) {
      recorder.sync(gvk, "");
    }
  }
}
