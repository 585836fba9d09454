package vcluster.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vcluster.files.AtomicFile;

/**
 * Puts new content into a file that may belong to somebody else: by an atomic rename where mode,
 * owner and group can be kept, in place where they can't, or where a rename is refused.
 */
final class ConfigWriter {
  private final Path target;
  private final Path temporary;
  private final Path copy;

  ConfigWriter(Path target) {
    this.target = target;
    this.temporary = AtomicFile.beside(target, ".tmp");
    this.copy = copyOf(target);
  }

  /**
   * What the file held before a write in place that did not end; else {@code content}, as it is.
   */
  static byte[] recovered(Path target, byte[] content) throws IOException {
    Path copy = copyOf(target);
    if (!Files.exists(copy)) {
      return content;
    }
    try {
      BooleanField.parse(content, ConfigFile.FIELD);
      AtomicFile.deleteQuietly(copy);
      return content;
    } catch (MalformedJsonException torn) {
      return SettingReader.content(copy);
    }
  }

  /** Whether a write in place did not end; true only behind {@link #recovered} that found it so. */
  static boolean isTorn(Path target) {
    return Files.exists(copyOf(target));
  }

  /**
   * Replaces {@code before} by {@code after}; false if the file no longer holds {@code before}.
   *
   * @param before the content that {@code after} was made from; null: there was no file
   */
  boolean write(byte @Nullable [] before, byte[] after) throws IOException {
    if (before == null) {
      return writeNew(after);
    }
    boolean prepared = prepareTemporary(after);
    if (!stillHolds(before)) {
      AtomicFile.deleteQuietly(temporary);
      return false;
    }
    if (!prepared) {
      writeInPlace(before, after);
      return true;
    }
    try {
      AtomicFile.rename(temporary, target);
      AtomicFile.deleteQuietly(copy);
    } catch (IOException e) {
      // EBUSY: the file itself is a mount point.
      AtomicFile.deleteQuietly(temporary);
      writeInPlace(before, after);
    }
    return true;
  }

  private boolean writeNew(byte[] after) throws IOException {
    AtomicFile.deleteQuietly(temporary);
    try {
      AtomicFile.create(temporary, after, true);
      if (Files.exists(target)) {
        return false;
      }
      AtomicFile.rename(temporary, target);
      return true;
    } finally {
      // Gone if all went well; on a full disk there would be an empty one.
      AtomicFile.deleteQuietly(temporary);
    }
  }

  /** False where no file with the target's mode, owner and group can be made beside it. */
  private boolean prepareTemporary(byte[] after) {
    try {
      AtomicFile.deleteQuietly(temporary);
      AtomicFile.create(temporary, after, true);
      keepOwnership();
      return true;
    } catch (IOException e) {
      AtomicFile.deleteQuietly(temporary);
      return false;
    }
  }

  private void keepOwnership() throws IOException {
    if (!target.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return;
    }
    String names = "unix:uid,gid,mode";
    Map<String, Object> wanted = Files.readAttributes(target, names);
    Map<String, Object> given = Files.readAttributes(temporary, names);
    // The mode comes last: changing the owner may clear bits of it.
    for (String name : new String[] {"uid", "gid", "mode"}) {
      Object value = wanted.get(name);
      if (value != null && !value.equals(given.get(name))) {
        Files.setAttribute(temporary, "unix:" + name, value);
      }
    }
  }

  /** Those who know no lock may have written meanwhile. */
  private boolean stillHolds(byte[] before) throws IOException {
    try {
      return Arrays.equals(recovered(target, Files.readAllBytes(target)), before);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** The one case that may tear; the copy beside it lets the next writer recover. */
  private void writeInPlace(byte[] before, byte[] after) throws IOException {
    copy(before);
    try {
      overwrite(after);
    } catch (IOException e) {
      restore(before, e);
      throw e;
    }
    AtomicFile.deleteQuietly(copy);
  }

  private void copy(byte[] before) {
    try {
      AtomicFile.replace(copy, before);
    } catch (IOException e) {
      // A folder in which nothing can be made, or a full disk: an opt-out still has to work.
      return;
    }
  }

  private void restore(byte[] before, IOException cause) throws IOException {
    try {
      overwrite(before);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    // Where the disk fails, all may have been written that can be.
    if (Arrays.equals(Files.readAllBytes(target), before)) {
      AtomicFile.deleteQuietly(copy);
    }
  }

  private void overwrite(byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
      AtomicFile.write(channel, content);
      channel.truncate(content.length);
      AtomicFile.force(channel);
    }
  }

  private static Path copyOf(Path target) {
    return AtomicFile.beside(target, ".backup");
  }
}
