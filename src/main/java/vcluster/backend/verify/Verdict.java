package vcluster.backend.verify;

import java.util.List;
import vcluster.backend.record.Incoming;

/** What verification makes of the body of a request. */
public sealed interface Verdict {
  /** The envelope is whole: these may be stored, those not. */
  record Sound(List<Incoming> incoming, List<Rejection> rejected) implements Verdict {}

  /** Not JSON, or not the envelope: nothing of it can be kept. */
  record Malformed(String path, String reason) implements Verdict {}

  /** The token does not prove that a syncer sent this. */
  record Unauthorized(String reason) implements Verdict {}
}
