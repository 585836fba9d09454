package vcluster.machine;

import java.util.Optional;

/** A place that may know an id of this machine. */
interface IdSource {
  /** The id, which may be an empty text; empty if it can't be read here. */
  Optional<String> read();
}
