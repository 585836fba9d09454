package vcluster.syncer;

/** Takes events from many threads at once, and never makes one wait. */
@FunctionalInterface
public interface EventSink {
  /** Buffers the event, or counts it as dropped. */
  void record(SyncerEvent event);
}
