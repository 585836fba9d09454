package vcluster.backend.verify;

/**
 * What a client said, valid and without anybody's secrets: strings hold no NUL, no lone surrogate
 * and no more than {@link #MAX_LENGTH} characters; what was not said is empty.
 */
public sealed interface Telemetry
    permits CliEvent,
        InstanceStart,
        InstanceStatus,
        InstanceError,
        OtherEvent,
        SyncerUpload {
  /** The longest string, in characters. */
  int MAX_LENGTH = 256;

  /** The most elements of a list of strings. */
  int MAX_ELEMENTS = 256;
}
