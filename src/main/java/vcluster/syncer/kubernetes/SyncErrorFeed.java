package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventSeries;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vcluster.syncer.Gvk;

/**
 * Watches the Events with reason {@code SyncError} in the virtual cluster; each occurrence is a
 * failed sync.
 *
 * <p>Every user of the virtual cluster may write Events, so groups, versions and kinds that don't
 * look valid are left out.
 */
final class SyncErrorFeed implements ResourceEventHandler<Event>, AutoCloseable {
  static final String REASON = "SyncError";

  private static final Pattern GROUP = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
  private static final Pattern VERSION =
      Pattern.compile("v[1-9][0-9]{0,2}((alpha|beta)[1-9][0-9]{0,2})?");
  private static final Pattern KIND = Pattern.compile("[A-Z][A-Za-z0-9]{0,62}");

  private final WatchRecorder recorder;

  /**
   * The last occurrence of each Event that was handed on here, by its UID. An informer's own store
   * would not do: it also has Events that are not handed on yet, and never are if it is stopped.
   */
  private final Map<String, List<@Nullable Object>> known = new HashMap<>();

  /** The occurrences that the last client saw, until the next one has listed all Events. */
  private final Map<String, List<@Nullable Object>> knownBefore = new HashMap<>();

  private volatile boolean listed;
  private @Nullable SharedIndexInformer<Event> informer;

  SyncErrorFeed(WatchRecorder recorder) {
    this.recorder = recorder;
  }

  /** Continues with another client where the last one stopped. */
  synchronized void watch(KubernetesClient client) {
    close();
    synchronized (known) {
      knownBefore.putAll(known);
      known.clear();
    }
    informer = Watches.syncErrors(client, this);
  }

  @Override
  public synchronized void close() {
    if (informer != null) {
      informer.stop();
    }
  }

  @Override
  public void onList(String resourceVersion, boolean remainedEmpty) {
    listed = true;
    synchronized (known) {
      knownBefore.clear();
    }
  }

  @Override
  public void onAdd(Event created) {
    occurred(created);
  }

  @Override
  public void onUpdate(Event before, Event after) {
    occurred(after);
  }

  @Override
  public void onDelete(Event gone, boolean deletedFinalStateUnknown) {
    synchronized (known) {
      known.remove(gone.getMetadata().getUid());
    }
  }

  private void occurred(Event event) {
    if (isNew(event) && listed && REASON.equals(event.getReason())) {
      recorder.sync(gvk(event.getInvolvedObject()), REASON);
    }
  }

  /** Whether the Event has occurred since it was last seen, rather than changed otherwise. */
  private boolean isNew(Event event) {
    String uid = event.getMetadata().getUid();
    List<@Nullable Object> occurrence = occurrence(event);
    synchronized (known) {
      List<@Nullable Object> last = known.put(uid, occurrence);
      return !occurrence.equals(last == null ? knownBefore.get(uid) : last);
    }
  }

  private static List<@Nullable Object> occurrence(Event event) {
    Optional<EventSeries> series = Optional.ofNullable(event.getSeries());
    return Arrays.asList(
        event.getCount(),
        event.getLastTimestamp(),
        series.map(EventSeries::getCount).orElse(null),
        series.map(EventSeries::getLastObservedTime).orElse(null));
  }

  private static Gvk gvk(@Nullable ObjectReference involved) {
    if (involved == null || involved.getApiVersion() == null || involved.getKind() == null) {
      return Gvk.NONE;
    }
    String apiVersion = involved.getApiVersion();
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    String version = apiVersion.substring(slash + 1);
    boolean plausible =
        (slash < 0 || GROUP.matcher(group).matches())
            && VERSION.matcher(version).matches()
            && KIND.matcher(involved.getKind()).matches();
    return plausible ? new Gvk(group, version, involved.getKind()) : Gvk.NONE;
  }
}
