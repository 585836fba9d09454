package vcluster.backend.dashboard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Who may read: whoever opens the link first, and then has the cookie. The link's key is good once,
 * for it stays in the history of a terminal and of a browser.
 */
public final class Access {
  /** How long the link is good. */
  private static final Duration VALID = Duration.ofMinutes(5);

  private static final int KEY_BYTES = 16;

  private final Clock clock;
  private final Optional<String> token;
  private final String session;
  private final String key;
  private final Instant until;
  private final AtomicBoolean used = new AtomicBoolean();

  /**
   * Makes a key, good from now on.
   *
   * @param token that a proxy sends with every request; empty if there is none
   */
  public Access(Clock clock, SecureRandom random, Optional<String> token) {
    this.clock = clock;
    this.token = token;
    this.session = secret(random);
    this.key = secret(random);
    this.until = clock.instant().plus(VALID);
  }

  private static String secret(SecureRandom random) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The key for the link: 128 random bits in base64url. */
  public String key() {
    return key;
  }

  /** Takes the key and gives the cookie's value for it; empty if it is another, used or too old. */
  Optional<String> enter(String text) {
    return isEqual(key, text) && clock.instant().isBefore(until) && used.compareAndSet(false, true)
        ? Optional.of(session)
        : Optional.empty();
  }

  /** Whether this is the cookie's value. */
  boolean isOpenTo(String cookie) {
    return isEqual(session, cookie);
  }

  /** Whether this is what the proxy sends. */
  boolean isProxy(String text) {
    return token.filter(secret -> isEqual(secret, text)).isPresent();
  }

  /** Takes as long for any text of a length. */
  private static boolean isEqual(String secret, String text) {
    return MessageDigest.isEqual(
        secret.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
  }
}
