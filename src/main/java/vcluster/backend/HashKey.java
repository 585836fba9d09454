package vcluster.backend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import vcluster.backend.identity.KeyedHash;
import vcluster.files.AtomicFile;
import vcluster.files.PrivateFiles;

/** The key of the hashes that stand for e-mail addresses and for what was erased. */
final class HashKey {
  private static final String SETTING = "hash-key";
  private static final String FILE = "hash.key";
  private static final int BYTES = 32;

  private HashKey() {}

  /**
   * From the settings: all servers of one database need the same one.
   *
   * @throws BackendException if there is none, or if it is no key
   */
  static KeyedHash shared(Settings settings) throws BackendException {
    Optional<KeyedHash> key = given(settings);
    if (key.isEmpty()) {
      throw new BackendException(
          "there is no key for hashes: set VCLUSTER_BACKEND_HASH_KEY (or hash-key in the properties"
              + " file) to what `openssl rand -base64 32` prints, the same wherever this database is"
              + " used");
    }
    return key.get();
  }

  /** From the settings, else from a file in {@code folder}, which is made if it is not there. */
  static KeyedHash own(Settings settings, Path folder) throws BackendException {
    Optional<KeyedHash> key = given(settings);
    if (key.isPresent()) {
      return key.get();
    }
    Path file = folder.resolve(FILE);
    try {
      PrivateFiles.createParents(file);
      if (!Files.exists(file)) {
        create(file);
      }
      return parse(Files.readString(file, StandardCharsets.US_ASCII).strip(), file.toString());
    } catch (IOException e) {
      throw new BackendException(
          "can't read or write " + file + "; choose a folder with --data", e);
    }
  }

  private static Optional<KeyedHash> given(Settings settings) throws BackendException {
    Optional<String> text = settings.get(SETTING);
    return text.isEmpty() ? Optional.empty() : Optional.of(parse(text.get(), SETTING));
  }

  private static KeyedHash parse(String base64, String where) throws BackendException {
    try {
      return new KeyedHash(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new BackendException(where + " has to be 32 bytes or more in base64");
    }
  }

  private static void create(Path file) throws IOException {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    String line = Base64.getEncoder().encodeToString(key) + "\n";
    Path whole = AtomicFile.beside(file, ".new");
    Files.deleteIfExists(whole);
    AtomicFile.create(whole, line.getBytes(StandardCharsets.US_ASCII), true);
    Files.move(whole, file);
  }
}
