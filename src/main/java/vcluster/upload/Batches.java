package vcluster.upload;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vcluster.consent.TelemetryConfig;
import vcluster.event.Event;
import vcluster.machine.GoPlatform;
import vcluster.machine.MachineHash;
import vcluster.machine.MachineId;
import vcluster.outbox.Batch;
import vcluster.outbox.TelemetryFolder;
import vcluster.wire.CliRequest;
import vcluster.wire.IdempotencyKey;
import vcluster.wire.Identity;

/** Forms batches: the body in this machine's name, and a key of its own. */
public final class Batches {
  private final Supplier<Identity> identity;
  private @Nullable CliRequest request;

  /** Batches in the name that {@code identity} finds, asked once. */
  public Batches(Supplier<Identity> identity) {
    this.identity = identity;
  }

  /**
   * This machine's identity; ids in {@code VCLUSTER_TELEMETRY_CONFIG} replace ours.
   *
   * @param home the home directory, byte for byte as it was found
   * @param keepId whether a machine without an id may be given one, in the folder
   */
  static Identity identity(
      TelemetryConfig given,
      GoPlatform platform,
      String home,
      TelemetryFolder folder,
      boolean keepId) {
    String machineId = given.machineId();
    if (machineId.isEmpty()) {
      String id = MachineId.ofSystem().find(platform.os(), folder.machineId(), keepId);
      machineId = MachineHash.machineId(id, home);
    }
    return new Identity(
        machineId,
        given.platformInstanceId(),
        given.platformUserId(),
        platform.os(),
        platform.arch());
  }

  /** Finds out who this machine is; it may take long, so it is not done under the outbox's lock. */
  CliRequest prepare() {
    if (request == null) {
      request = new CliRequest(identity.get());
    }
    return request;
  }

  /** The batch of these events, one at least. */
  public Batch of(List<Event> events) {
    long oldest = events.stream().mapToLong(Event::time).min().orElse(0);
    long newest = events.stream().mapToLong(Event::time).max().orElse(0);
    String body = prepare().body(events);
    String key = IdempotencyKey.of(TimeUnit.SECONDS.toMillis(newest));
    return new Batch(key, events.size(), oldest, body);
  }
}
