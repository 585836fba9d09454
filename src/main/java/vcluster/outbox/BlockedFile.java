package vcluster.outbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file of the outbox or of the uploader that is there, and that this account may not use: a
 * command that was run as root with somebody's {@code HOME} leaves such files.
 *
 * @param effect what it keeps from happening, in a few words
 */
public record BlockedFile(Path path, String effect) {

  /** The first in the folder; one that keeps events from being recorded comes before the others. */
  public static Optional<BlockedFile> in(TelemetryFolder folder) {
    return first("nothing can be recorded", folder.lock(), folder.queue())
        .or(
            () ->
                first(
                    "nothing can be sent",
                    folder.batch(),
                    folder.uploadLock(),
                    folder.gate(),
                    folder.requests()));
  }

  /** Whether this account may not read and write a file, or not make files in a folder. */
  public static boolean isShut(Path path) {
    boolean opens = Files.isDirectory(path) ? Files.isExecutable(path) : Files.isReadable(path);
    return !opens || !Files.isWritable(path);
  }

  private static Optional<BlockedFile> first(String effect, Path... files) {
    return Stream.of(files)
        .filter(file -> Files.exists(file) && isShut(file))
        .map(file -> new BlockedFile(file, effect))
        .findFirst();
  }
}
