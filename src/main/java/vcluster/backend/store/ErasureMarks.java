package vcluster.backend.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vcluster.backend.identity.KeyedHash;
import vcluster.backend.record.CliEvent;
import vcluster.backend.record.Incoming;
import vcluster.backend.record.InstanceEvent;
import vcluster.backend.record.SyncerUpload;

/** The keyed hashes under which an event would be found among the erased. */
record ErasureMarks(KeyedHash hash) {
  /** Of the machine; null if it is unknown. */
  @Nullable UUID machine(Incoming event) {
    String id = machineId(event);
    return id.isEmpty() ? null : hash.machineMark(id);
  }

  /** Of the instance; null if it is unknown. */
  @Nullable UUID instance(Incoming event) {
    String id = uid(event);
    return id.isEmpty() ? null : hash.instanceMark(id);
  }

  private static String machineId(Incoming event) {
    if (event instanceof CliEvent cli) {
      return cli.machineId();
    }
    if (event instanceof SyncerUpload upload) {
      return upload.creatorUid();
    }
    return ((InstanceEvent) event).machineId();
  }

  private static String uid(Incoming event) {
    if (event instanceof SyncerUpload upload) {
      return upload.uid();
    }
    return event instanceof InstanceEvent instance ? instance.uid() : "";
  }
}
