package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventSeries;
import io.fabric8.kubernetes.api.model.ObjectReference;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vcluster.syncer.Gvk;

/**
 * The Events with reason {@code SyncError} in the virtual cluster; each occurrence is a failed
 * sync.
 *
 * <p>Every user of the virtual cluster may write Events, so groups, versions and kinds that don't
 * look valid are left out.
 */
record SyncErrorFeed(WatchRecorder recorder) implements Feed<Event> {
  static final String REASON = "SyncError";

  private static final Pattern GROUP = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
  private static final Pattern VERSION =
      Pattern.compile("v[1-9][0-9]{0,2}((alpha|beta)[1-9][0-9]{0,2})?");
  private static final Pattern KIND = Pattern.compile("[A-Z][A-Za-z0-9]{0,62}");

  /** An Event that changes without another occurrence, such as by a label, keeps its mark. */
  @Override
  public String mark(Event event) {
    Optional<EventSeries> series = Optional.ofNullable(event.getSeries());
    return Stream.of(
            event.getCount(),
            event.getLastTimestamp(),
            series.map(EventSeries::getCount).orElse(null),
            series.map(EventSeries::getLastObservedTime).orElse(null))
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  @Override
  public void changed(@Nullable String before, @Nullable Event after) {
    if (after != null && REASON.equals(after.getReason())) {
      recorder.sync(gvk(after.getInvolvedObject()), REASON);
    }
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
