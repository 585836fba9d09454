package vcluster.backend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import vcluster.backend.identity.KeyedHash;
import vcluster.files.AtomicFile;
import vcluster.files.Private;
import vcluster.files.SmallFile;

/** The key of the hashes that stand for people and for the erased: 32 bytes in hexadecimal. */
final class HashKey {
  private static final int BYTES = 32;
  private static final int LONGEST = 1_000;

  private HashKey() {}

  /**
   * The key in {@code file}, which is made (0600) if it is not there.
   *
   * @throws BackendException if it can't be made or read, or holds no key
   */
  static KeyedHash in(Path file) throws BackendException {
    if (!Files.exists(file)) {
      make(file);
    }
    Optional<byte[]> content = SmallFile.read(file, LONGEST);
    if (content.isEmpty()) {
      throw new BackendException("can't read the hash key in " + file);
    }
    return of(new String(content.get(), StandardCharsets.US_ASCII).strip(), file.toString());
  }

  /**
   * The key that {@code hex} spells.
   *
   * @param source where it is from
   * @throws BackendException if it is none; the message does not repeat it
   */
  static KeyedHash of(String hex, String source) throws BackendException {
    try {
      return new KeyedHash(HexFormat.of().parseHex(hex));
    } catch (IllegalArgumentException e) {
      // Its message quotes what it could not read.
      throw new BackendException(
          "no hash key in " + source + ": it has to be 64 or more hexadecimal digits");
    }
  }

  private static void make(Path file) throws BackendException {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    byte[] text = (HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII);
    try {
      Private.createParents(file);
      AtomicFile.create(file, text, true);
    } catch (FileAlreadyExistsException e) {
      // Another process was first.
      return;
    } catch (IOException e) {
      throw new BackendException("can't make the hash key " + file, e);
    }
  }
}
