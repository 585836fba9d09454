package vcluster.backend;

import java.util.Base64;
import vcluster.backend.identity.KeyedHash;

/** The key of the hashes that stand for e-mail addresses and for what was erased. */
final class HashKey {
  private static final String SETTING = "hash-key";

  private HashKey() {}

  /**
   * From the settings: all servers of one database need the same one.
   *
   * @throws BackendException if there is none, or if it is no key
   */
  static KeyedHash of(Settings settings) throws BackendException {
    String base64 = settings.get(SETTING).orElse("");
    if (base64.isEmpty()) {
      throw new BackendException(
          "there is no key for hashes: set VCLUSTER_BACKEND_HASH_KEY (or hash-key in the properties"
              + " file) to what `openssl rand -base64 32` prints, the same wherever this database is"
              + " used");
    }
    try {
      return new KeyedHash(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new BackendException(SETTING + " has to be 32 bytes or more in base64");
    }
  }
}
