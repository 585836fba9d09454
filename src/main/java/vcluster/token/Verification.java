package vcluster.token;

/** What came of looking at a token. */
public sealed interface Verification {
  /** Genuine, and signed with this key. */
  record Verified(String keyId) implements Verification {}

  /** Not to be trusted; nothing of the token is in the reason. */
  record Refused(Reason reason) implements Verification {}

  /** Why a token is refused. */
  enum Reason {
    /** It is not three parts in base64url, or longer than any token of ours. */
    MALFORMED,
    /** Its header and payload are not those of any key that is known: another key, or algorithm. */
    UNKNOWN_KEY,
    /** The key did not sign this. */
    BAD_SIGNATURE
  }
}
