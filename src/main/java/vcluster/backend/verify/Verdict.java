package vcluster.backend.verify;

import java.util.List;
import vcluster.backend.record.Incoming;

/** The result of verifying the body of a request. */
public sealed interface Verdict {
  /** The body is well formed: {@code incoming} may be stored, {@code rejected} is not. */
  record Accepted(List<Incoming> incoming, List<Rejection> rejected) implements Verdict {}

  /** The body is not JSON or lacks a required part; nothing of it is stored. */
  record Malformed(String path, String reason) implements Verdict {}

  /** The token does not prove that a syncer sent the body. */
  record Unauthorized(String reason) implements Verdict {}

  /**
   * Why one event of a request is not stored; never holds what the client wrote.
   *
   * @param index of the event in the request
   * @param path a JSON pointer (RFC 6901) within the event, which goes on inside {@code properties}
   * @param reason a stable phrase
   */
  record Rejection(int index, String path, String reason) {}
}
