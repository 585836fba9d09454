package vcluster.syncer;

/** A vCluster being watched; knows its facts. */
public interface Observation extends ClusterFacts.Source, AutoCloseable {
  /** Stops watching within a second, whatever the API servers do; never throws. */
  @Override
  void close();
}
