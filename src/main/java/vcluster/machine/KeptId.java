package vcluster.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import vcluster.files.AtomicFile;
import vcluster.files.LockFile;
import vcluster.files.PrivateFiles;
import vcluster.files.SmallFile;

/** A random id in a file of the user's, for a machine that has none of its own. */
final class KeptId {
  private static final long WAIT_MILLIS = 1000;
  private static final int MAX_BYTES = 64;

  private KeptId() {}

  /**
   * The id in {@code file}; made, and kept there with mode 0600, if there is none. Of several
   * processes the first one's is everybody's. Where it can't be kept the id lasts for this call
   * only, rather than being one that many machines share: without a folder to write in there is
   * next to nothing to send.
   */
  static String in(Path file) {
    return read(file).orElseGet(() -> create(file));
  }

  /** The id in {@code file}; another one for each call if there is none. */
  static String orRandom(Path file) {
    return read(file).orElseGet(KeptId::random);
  }

  private static String random() {
    return UUID.randomUUID().toString();
  }

  private static String create(Path file) {
    String fresh = random();
    try {
      PrivateFiles.createParents(file);
      Optional<LockFile> lock = LockFile.acquire(AtomicFile.beside(file, ".lock"), WAIT_MILLIS);
      try {
        Optional<String> other = read(file);
        if (other.isEmpty() && lock.isPresent()) {
          AtomicFile.replace(file, (fresh + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        return other.orElse(fresh);
      } finally {
        lock.ifPresent(LockFile::close);
      }
    } catch (IOException e) {
      return fresh;
    }
  }

  /** What is not a UUID, such as a file that a crash left empty, is none. */
  private static Optional<String> read(Path file) {
    return SmallFile.read(file, MAX_BYTES)
        .map(content -> new String(content, StandardCharsets.UTF_8).strip())
        .filter(HardwareUuid::isOwn);
  }
}
