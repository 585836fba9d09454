package vcluster.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders that only their owner may open: 0600 and 0700 where the file system knows. */
public final class PrivateFiles {
  private static final FileAttribute<?>[] NONE = {};

  private PrivateFiles() {}

  /** The attributes with which a new file beside {@code path} is made 0600. */
  public static FileAttribute<?>[] fileAttributes(Path path) {
    return attributes(path, fileMode());
  }

  /** The mode 0600. */
  public static Set<PosixFilePermission> fileMode() {
    return Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }

  /** Makes a file that is there already 0600, where it is ours to change. */
  public static void restrict(Path file) {
    try {
      Files.setPosixFilePermissions(file, fileMode());
    } catch (IOException | UnsupportedOperationException e) {
      return;
    }
  }

  /**
   * Makes the folder 0700 unless it is there; its parent must exist.
   *
   * @throws IOException if it can't be made, or if a file stands in its place
   */
  public static void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.createDirectory(folder, attributes(folder, folderMode()));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  /**
   * Makes the folders above {@code file} that are missing, each 0700.
   *
   * @throws IOException if one can't be made, or if a file stands in its place
   */
  public static void createParents(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      createParents(parent);
      createFolder(parent);
    }
  }

  private static Set<PosixFilePermission> folderMode() {
    return Set.of(
        PosixFilePermission.OWNER_READ,
        PosixFilePermission.OWNER_WRITE,
        PosixFilePermission.OWNER_EXECUTE);
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> mode) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)} : NONE;
  }
}
