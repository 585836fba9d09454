package vcluster.token;

/** The result of verifying a token. */
public enum Verification {
  /** The token is genuine: a trusted key signed it. */
  VERIFIED,
  /** It is not three parts in base64url, or is longer than any token of ours. */
  MALFORMED,
  /** Its header and payload fit no trusted key: it was made with another key or algorithm. */
  UNKNOWN_KEY,
  /** The key did not sign it. */
  BAD_SIGNATURE
}
