package vcluster.token;

/** The result of verifying a token. */
public sealed interface Verification {
  /** The token is genuine and signed with this key. */
  record Verified(String keyId) implements Verification {}

  /** The token can't be trusted; the reason repeats nothing of it. */
  record Refused(Reason reason) implements Verification {}

  /** Why a token is refused. */
  enum Reason {
    /** It is not three parts in base64url, or is longer than any token of ours. */
    MALFORMED,
    /** Its header and payload fit no trusted key: it was made with another key or algorithm. */
    UNKNOWN_KEY,
    /** The key did not sign it. */
    BAD_SIGNATURE
  }
}
