package vcluster.backend.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One upload of a syncer: what its instance is, and what happened there
 * (docs/protocol.md#the-syncer-payload).
 *
 * @param uid of the instance, a keyed hash
 * @param creatorUid of a machine, a keyed hash
 * @param flags the names of those that were set, with a blank between them
 * @param controllers the list of {@code --sync}, with a blank between them
 * @param virtualVersion the {@code gitVersion} of the virtual cluster
 * @param hostVersion the {@code gitVersion} of the host cluster
 * @param sinceLast milliseconds since the upload before, 0 if there was none
 */
public record SyncerUpload(
    @Nullable EventKey key,
    String uid,
    String creator,
    String creatorUid,
    String os,
    String arch,
    String version,
    String flags,
    String controllers,
    String serviceType,
    String virtualVersion,
    String hostVersion,
    long sinceLast,
    List<ReceivedSyncerEvent> events)
    implements Incoming {
  @Override
  public String machineId() {
    return creatorUid;
  }

  @Override
  public int eventCount() {
    return Math.max(1, events.size());
  }
}
