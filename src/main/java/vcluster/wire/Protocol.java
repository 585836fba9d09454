package vcluster.wire;

/**
 * What clients and backend have agreed on: paths, a header's name and upper bounds
 * (docs/protocol.md). Only compile-time constants, so that whoever uses them loads no class.
 */
public final class Protocol {
  /** The path that CLI events, and those of newer syncers, are posted to. */
  public static final String CLI_PATH = "/analytics/v1/vcluster/v1/cli";

  /** The path that a syncer's signed uploads are posted to. */
  public static final String SYNCER_PATH = "/analytics/v1/vcluster/v1/syncer";

  /** The header with a key that stays the same in every attempt to send one body. */
  public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  /** The largest request body, in bytes; of a compressed one, once inflated. */
  public static final int MAX_BODY_BYTES = 1 << 20;

  /** How many events a request to {@link #CLI_PATH} may hold. */
  public static final int MAX_CLI_EVENTS = 1_000;

  /** How many events a request to {@link #SYNCER_PATH} may hold. */
  public static final int MAX_SYNCER_EVENTS = 5_000;

  /** The longest id, key or other text, in characters. */
  public static final int MAX_TEXT = 256;

  /** How long a client keeps an event that it can't deliver, in days. */
  public static final int MAX_AGE_DAYS = 30;

  private Protocol() {}
}
