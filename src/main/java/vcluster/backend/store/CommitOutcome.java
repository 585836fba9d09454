package vcluster.backend.store;

import java.util.List;

/** What became of a request's events. */
public sealed interface CommitOutcome {
  /** Durable; one for each thing that was submitted, in that order. */
  record Committed(List<Stored> stored) implements CommitOutcome {}

  /** Not stored as far as is known: come again, with the same key. */
  enum Unavailable implements CommitOutcome {
    /** More waits than may. */
    BUSY,
    /** The database does not answer, or not to this server. */
    AWAY
  }

  /** The database refuses to store it, now and later: a fault of ours. */
  enum Failed implements CommitOutcome {
    INSTANCE
  }
}
