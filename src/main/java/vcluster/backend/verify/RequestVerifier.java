package vcluster.backend.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import vcluster.backend.verify.redact.KnownWords;
import vcluster.token.TokenVerifier;
import vcluster.token.Verification;

/** Turns the body of a request into events that may be stored; thread-safe. */
public final class RequestVerifier {
  private final TokenVerifier tokens;
  private final EnvelopeReader envelopes;
  private final SyncerReader payloads;

  /** Verifies tokens, redacts what may be secret, and reports fields that are unknown. */
  public RequestVerifier(TokenVerifier tokens, KnownWords redaction, UnknownFields unknown) {
    this.tokens = tokens;
    this.envelopes = new EnvelopeReader(redaction, unknown);
    this.payloads = new SyncerReader(redaction, unknown);
  }

  /** Verifies an envelope of CLI events or of newer syncers' events; it has no token. */
  public Verdict envelope(byte[] body, Optional<String> idempotencyKey) {
    return BoundedJson.read(body)
        .map(json -> envelopes.read(json, idempotencyKey))
        .orElseGet(() -> unread(body));
  }

  /** Verifies a syncer's payload and its token. */
  public Verdict syncer(byte[] body, Optional<String> idempotencyKey) {
    return BoundedJson.read(body)
        .map(json -> syncer(json, idempotencyKey))
        .orElseGet(() -> unread(body));
  }

  private static Verdict unread(byte[] body) {
    boolean limits = BoundedJson.exceedsLimits(body);
    return new Verdict.Malformed("", limits ? "JSON too deep, too long or too large" : "not JSON");
  }

  private Verdict syncer(JsonNode body, Optional<String> idempotencyKey) {
    if (!body.isObject()) {
      return new Verdict.Malformed("", "not an object");
    }
    JsonNode token = body.path("token");
    if (!token.isTextual()) {
      return new Verdict.Unauthorized("no token");
    }
    Verification verification = tokens.verify(token.textValue());
    if (verification != Verification.VERIFIED) {
      return new Verdict.Unauthorized("token: " + words(verification));
    }
    return payloads.read(body, idempotencyKey);
  }

  private static String words(Verification reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
