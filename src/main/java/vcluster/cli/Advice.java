package vcluster.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vcluster.config.Problem;
import vcluster.files.PrivateFiles;
import vcluster.files.ShellWords;

/**
 * Why the telemetry folder can't be used, and what helps.
 *
 * @param problem names the file or folder
 * @param remedy a command line for a POSIX shell; empty where none is known to help
 */
public record Advice(String problem, Optional<String> remedy) {

  /**
   * What is behind {@code e}, which came up in the telemetry folder.
   *
   * @param account the name of the account that this process runs as
   */
  public static Advice of(String account, Path folder, IOException e) {
    Path file =
        e instanceof FileSystemException named && named.getFile() != null
            ? Path.of(named.getFile())
            : folder;
    if (!file.equals(folder) && file.startsWith(folder) && Files.isDirectory(file)) {
      return new Advice(
          file + " is a folder, not a file", Optional.of(line("rm", "-r", file.toString())));
    }
    if (isDangling(file)) {
      return dangling(file);
    }
    Path there = firstThere(file);
    return e instanceof AccessDeniedException && isShut(there)
        ? shut(account, folder, there)
        : new Advice(file + " " + Problem.of(file, e), Optional.empty());
  }

  /**
   * That {@code account} may not use {@code path}, which is in the telemetry folder or above it.
   */
  public static Advice shut(String account, Path folder, Path path) {
    boolean opens = Files.isReadable(path) && !Files.isWritable(path);
    String problem = opens ? " is not writable" : " can't be opened";
    Optional<PosixFileAttributes> attributes = attributes(path);
    Optional<String> ours = ours(account, folder, path);
    Optional<String> other = owner(attributes).filter(owner -> !owner.equals(account));
    if (other.isPresent()) {
      return new Advice(
          path + " belongs to " + other.get() + " and" + problem,
          ours.map(top -> line("sudo", "chown", "-R", account, top)));
    }
    return new Advice(
        path + problem,
        attributes
            .filter(Advice::modeForbids)
            .flatMap(mode -> ours)
            .map(top -> line("chmod", "-R", "u+rwX", top)));
  }

  /** That a symbolic link points at nothing. */
  public static Advice dangling(Path link) {
    return new Advice(
        link + " is a symbolic link to a file that does not exist",
        Optional.of(line("rm", link.toString())));
  }

  /** Whether a path is a symbolic link that points at nothing. */
  public static boolean isDangling(Path path) {
    return Files.isSymbolicLink(path) && !Files.exists(path);
  }

  /** The same with what comes of it. */
  public Advice so(String effect) {
    return new Advice(problem + ", so " + effect, remedy);
  }

  /** In one phrase: what is wrong, and the remedy if there is one. */
  public String text() {
    return problem + remedy.map("; run: "::concat).orElse("");
  }

  /** The same with something else to do where there is no remedy. */
  public String textOr(String otherwise) {
    return remedy.isPresent() ? text() : problem + "; " + otherwise;
  }

  /** Whether this account may not read and write a file, or not make files in a folder. */
  public static boolean isShut(Path path) {
    boolean opens = Files.isDirectory(path) ? Files.isExecutable(path) : Files.isReadable(path);
    return !opens || !Files.isWritable(path);
  }

  /** The path itself, or the first folder above it that is there as far as this account can see. */
  public static Path firstThere(Path path) {
    Path there = path;
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    return there;
  }

  /**
   * The largest folder of ours that the path is in. Empty for the home directory and above, and
   * where that is another account's: what lies there is rightly not this one's.
   */
  private static Optional<String> ours(String account, Path folder, Path path) {
    Path above = folder.getParent();
    Path home = above == null ? null : above.getParent();
    if (above == null
        || home == null
        || owner(attributes(home)).filter(account::equals).isEmpty()) {
      return Optional.empty();
    }
    Path top = path.startsWith(folder) ? folder : above;
    return path.startsWith(top) ? Optional.of(top.toString()) : Optional.empty();
  }

  private static Optional<PosixFileAttributes> attributes(Path path) {
    try {
      return Optional.of(Files.readAttributes(path, PosixFileAttributes.class));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> owner(Optional<PosixFileAttributes> attributes) {
    return attributes.map(known -> known.owner().getName());
  }

  private static boolean modeForbids(PosixFileAttributes attributes) {
    Set<PosixFilePermission> mode = attributes.permissions();
    return !mode.containsAll(PrivateFiles.fileMode())
        || (attributes.isDirectory() && !mode.contains(PosixFilePermission.OWNER_EXECUTE));
  }

  private static String line(String... words) {
    return ShellWords.join(List.of(words));
  }
}
