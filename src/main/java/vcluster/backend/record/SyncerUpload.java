package vcluster.backend.record;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One upload of a syncer: what its instance is, and what happened there
 * (docs/protocol.md#the-syncer-payload).
 *
 * @param claimed Unix microseconds of its oldest event as the client gave them, however absurd;
 *     null if it has none
 * @param newest the same of its newest event
 * @param member the instance
 * @param machine that created it, null if unknown
 * @param flags the names of those that were set, with a blank between them
 * @param controllers the list of {@code --sync}, with a blank between them
 * @param virtualVersion the {@code gitVersion} of the virtual cluster
 * @param hostVersion the {@code gitVersion} of the host cluster
 * @param sinceLast milliseconds since the upload before, 0 if there was none
 */
public record SyncerUpload(
    @Nullable EventKey key,
    @Nullable Long claimed,
    @Nullable Long newest,
    UUID member,
    @Nullable UUID machine,
    String creator,
    String os,
    String arch,
    String version,
    String flags,
    String controllers,
    String serviceType,
    String virtualVersion,
    String hostVersion,
    long sinceLast,
    List<Syncs> syncs)
    implements Incoming {
  @Override
  public int eventCount() {
    return Math.max(1, syncs.stream().mapToInt(Syncs::count).sum());
  }

  @Override
  public int weight() {
    return 1 + syncs.size();
  }
}
