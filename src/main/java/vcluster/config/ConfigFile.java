package vcluster.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vcluster.consent.Setting;
import vcluster.event.CommandException;
import vcluster.event.Failure;
import vcluster.files.AtomicFile;
import vcluster.files.LockFile;
import vcluster.files.PrivateFiles;

/**
 * The file that keeps the choice, shared with the original programs: reads one field, and changes
 * it so that every other byte, the mode and the owner stay (docs/protocol.md#the-choice).
 */
public final class ConfigFile {
  /** The field of the choice; true is an opt-out. */
  static final String FIELD = "telemetryDisabled";

  /** What is said of a file that has gone and that said off. */
  public static final String REMOVED = "was deleted after telemetry was turned off in it";

  private static final String MOVE = "move it away and run this again";
  private static final String NAME_ANOTHER = "name another file with --config";

  private static final byte[] FRESH_OFF = ascii("{\"telemetryDisabled\":true}");
  private static final byte[] FRESH_ON = ascii("{}");
  private static final long LOCK_WAIT_MILLIS = 5_000;
  private static final int MAX_LINKS = 40;
  private static final int TRIES = 20;

  /** The file as it is named, and where the links behind that name lead. */
  private final Path named;

  private final Path target;
  private @Nullable MovedAside movedAside;

  /**
   * The content that an opt-out could not keep in its place.
   *
   * @param problem what was wrong with it, to follow the file's name
   * @param to where it is now
   */
  public record MovedAside(String problem, Path to) {}

  private ConfigFile(Path named, Path target) {
    this.named = named;
    this.target = target;
  }

  /** What the file says; whatever is wrong with it becomes part of the answer. */
  public static Setting read(Path file) {
    Setting setting = SettingReader.read(file, FIELD);
    boolean missing = setting instanceof Setting.Absent absent && !absent.exists();
    return missing && OffMark.isThere(file) ? new Setting.Unusable(REMOVED) : setting;
  }

  /** Marks the file as one that said off: whoever wrote that need not be a program of ours. */
  public static void markOff(Path file) {
    if (!OffMark.isThere(file)) {
      OffMark.leave(file);
    }
  }

  /**
   * Saves an opt-out. A file that is not valid does not stop it: its content is moved aside.
   *
   * @return what became of that content, if it was so
   * @throws CommandException if nothing can be written
   */
  public static Optional<MovedAside> disable(Path file) throws CommandException {
    ConfigFile config = new ConfigFile(file, resolve(file));
    config.change(true);
    return Optional.ofNullable(config.movedAside);
  }

  /**
   * Removes the opt-out.
   *
   * @throws CommandException if the file is not valid, and then nothing is changed, or if it can't
   *     be written
   */
  public static void enable(Path file) throws CommandException {
    new ConfigFile(file, resolve(file)).change(false);
  }

  private void change(boolean disable) throws CommandException {
    try {
      PrivateFiles.createParents(target);
      if (Files.exists(target)) {
        // Before a lock is left beside a device, or a folder.
        SettingReader.requireRegular(target);
      }
      Optional<LockFile> lock = lock(disable);
      try {
        for (int tries = 1; !changeOnce(disable); tries++) {
          if (tries == TRIES) {
            throw failure(named, "is being changed by another program", "try again in a moment");
          }
        }
        mark(disable);
      } finally {
        lock.ifPresent(LockFile::close);
      }
    } catch (IOException e) {
      throw failure(named, Problem.of(target, e), remedy(e));
    }
  }

  private void mark(boolean disable) {
    if (disable) {
      OffMark.leave(named);
    } else {
      OffMark.remove(named);
    }
  }

  /** False if somebody who knows no lock changed the file in between. */
  private boolean changeOnce(boolean disable) throws IOException, CommandException {
    byte @Nullable [] before = disable ? readOrMoveAside() : read();
    byte[] after = disable ? optedOut(before) : optedIn(before);
    boolean done = Arrays.equals(before, after) && !ConfigWriter.isTorn(target);
    return done || new ConfigWriter(target).write(before, after);
  }

  private byte[] optedOut(byte @Nullable [] before) throws IOException {
    if (before == null || isNothing(before)) {
      return FRESH_OFF;
    }
    try {
      return BooleanField.parse(before, FIELD).withTrue();
    } catch (MalformedJsonException e) {
      Path aside = aside();
      AtomicFile.replace(aside, before);
      movedAside = new MovedAside("could not be read as JSON", aside);
      return FRESH_OFF;
    }
  }

  private byte[] optedIn(byte @Nullable [] before) throws IOException, CommandException {
    if (before == null || isNothing(before)) {
      return FRESH_ON;
    }
    try {
      return BooleanField.parse(before, FIELD).without();
    } catch (MalformedJsonException e) {
      throw failure(
          named,
          String.valueOf(e.getMessage()),
          "nothing changed and telemetry stays off; repair the file or move it away");
    }
  }

  private byte @Nullable [] read() throws IOException {
    try {
      return ConfigWriter.recovered(target, SettingReader.content(target));
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** What can't be read is renamed instead, unread: an opt-out always works. */
  private byte @Nullable [] readOrMoveAside() throws IOException {
    try {
      return read();
    } catch (IOException e) {
      if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
      Path aside = aside();
      AtomicFile.rename(target, aside);
      PrivateFiles.restrict(aside);
      movedAside = new MovedAside(Problem.of(target, e), aside);
      return null;
    }
  }

  /** A folder of that name can't be replaced, and must not stop an opt-out. */
  private Path aside() {
    Path aside = AtomicFile.beside(target, ".corrupt");
    for (int i = 1; Files.isDirectory(aside); i++) {
      aside = AtomicFile.beside(target, ".corrupt." + i);
    }
    return aside;
  }

  /**
   * In a folder where no lock can be made (a single file mounted into it) there is none to take;
   * and an opt-out does not wait for ever for a process that holds one and stands still.
   */
  private Optional<LockFile> lock(boolean disable) throws CommandException {
    Path file = AtomicFile.beside(target, ".lock");
    try {
      Optional<LockFile> lock = LockFile.acquire(file, LOCK_WAIT_MILLIS);
      if (lock.isEmpty() && !disable) {
        throw failure(file, "is locked by another vcluster process", "try again when it has ended");
      }
      return lock;
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static CommandException failure(Path file, String problem, String remedy) {
    return new CommandException(Failure.CONFIG, file + " " + problem + "; " + remedy);
  }

  private String remedy(IOException e) {
    if (e instanceof FileAlreadyExistsException) {
      return MOVE;
    }
    if (e instanceof MalformedJsonException) {
      // What has another name was not put there for us: a device, a folder of the system's.
      return named.endsWith(UserFiles.CONFIG) ? MOVE : NAME_ANOTHER;
    }
    return "make it and its folder writable, or " + NAME_ANOTHER;
  }

  private static Path resolve(Path file) throws CommandException {
    Path path = file;
    for (int links = 0; Files.isSymbolicLink(path); links++) {
      if (links == MAX_LINKS) {
        throw failure(file, "is a loop of symbolic links", "remove it");
      }
      try {
        path = path.resolveSibling(Files.readSymbolicLink(path));
      } catch (IOException e) {
        throw failure(file, "is a symbolic link that can't be read", "remove it");
      }
    }
    return path;
  }

  /** Empty, white space alone, or {@code null}: there is nothing in it to keep. */
  private static boolean isNothing(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1).strip();
    return text.isEmpty() || text.equals("null");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
