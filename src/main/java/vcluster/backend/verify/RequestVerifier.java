package vcluster.backend.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import vcluster.token.TokenVerifier;
import vcluster.token.Verification;

/** Turns the body of a request into what may be stored; safe for use by many threads. */
public final class RequestVerifier {
  private static final Verdict NOT_JSON = new Verdict.Malformed("", "not JSON");

  private final TokenVerifier tokens;
  private final EnvelopeReader envelopes;
  private final SyncerReader payloads;

  /** With these keys, this notion of secrets, and this count of what is not known. */
  public RequestVerifier(TokenVerifier tokens, Redaction redaction, UnknownFields strangers) {
    this.tokens = tokens;
    this.envelopes = new EnvelopeReader(redaction, strangers);
    this.payloads = new SyncerReader(redaction, strangers);
  }

  /** The envelope of section 2: CLI events, and those of newer syncers; no token. */
  public Verdict envelope(byte[] body, Optional<String> idempotencyKey) {
    return Json.read(body).map(json -> envelopes.read(json, idempotencyKey)).orElse(NOT_JSON);
  }

  /** The syncer's payload of section 3, with its token. */
  public Verdict syncer(byte[] body, Optional<String> idempotencyKey) {
    return Json.read(body).map(json -> syncer(json, idempotencyKey)).orElse(NOT_JSON);
  }

  private Verdict syncer(JsonNode body, Optional<String> idempotencyKey) {
    if (!body.isObject()) {
      return new Verdict.Malformed("", "not an object");
    }
    JsonNode token = body.path("token");
    if (!token.isTextual()) {
      return new Verdict.Unauthorized("no token");
    }
    if (tokens.verify(token.textValue()) instanceof Verification.Refused refused) {
      return new Verdict.Unauthorized("token: " + words(refused.reason()));
    }
    return payloads.read(body, idempotencyKey);
  }

  private static String words(Verification.Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
