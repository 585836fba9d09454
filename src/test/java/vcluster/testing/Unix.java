package vcluster.testing;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** What the tests ask of a Unix file system. */
public final class Unix {
  private Unix() {}

  /** Whether the tests run as root, whom no permission stops. */
  public static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** Whether mounts can be made in a namespace of one's own. */
  public static boolean canMount() {
    return Child.succeeds("unshare", "-m", "sh", "-c", "mount -t tmpfs none /tmp");
  }

  /** The permissions, such as {@code rw-------}; links are not followed. */
  public static String mode(Path path) {
    return Unchecked.get(
        () ->
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS)));
  }

  public static void mode(Path path, String permissions) {
    Unchecked.run(
        () -> Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions)));
  }

  /** Writes a program, such as a shell script, that everybody may run. */
  public static Path program(Path file, String content) {
    Unchecked.run(() -> Files.writeString(file, content));
    mode(file, "rwxr-xr-x");
    return file;
  }

  /** What a folder holds. */
  public static List<Path> list(Path folder) {
    return Unchecked.get(
        () -> {
          try (Stream<Path> paths = Files.list(folder)) {
            return paths.toList();
          }
        });
  }

  /** The names of what a folder holds. */
  public static List<String> names(Path folder) {
    return list(folder).stream().map(path -> path.getFileName().toString()).toList();
  }

  /** The files in a folder and in all folders below, sorted. */
  public static List<Path> files(Path folder) {
    return Unchecked.get(
        () -> {
          try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
          }
        });
  }

  /** A number of the file's, such as {@code uid}, {@code gid} or {@code ino}. */
  public static long number(Path path, String attribute) {
    Object value =
        Unchecked.get(
            () -> Files.getAttribute(path, "unix:" + attribute, LinkOption.NOFOLLOW_LINKS));
    return ((Number) value).longValue();
  }
}
