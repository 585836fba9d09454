package vcluster.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Says what is wrong with a file in a few words that can follow its name. */
public final class Problem {
  private Problem() {}

  /** The problem behind {@code e}, which came up at {@code file}. */
  public static String of(Path file, IOException e) {
    if (Files.isDirectory(file)) {
      return "is a folder, not a file";
    }
    if (e instanceof AccessDeniedException) {
      return "can't be opened: permission denied";
    }
    if (e instanceof NoSuchFileException) {
      Path folder = file.toAbsolutePath().getParent();
      return folder != null && Files.isDirectory(folder)
          ? "does not exist"
          : "can't be opened: its folder does not exist";
    }
    if (e instanceof NotDirectoryException) {
      return "can't be opened: its parent is a file, not a folder";
    }
    if (e instanceof MalformedJsonException malformed) {
      return String.valueOf(malformed.getMessage());
    }
    if (e instanceof FileAlreadyExistsException obstacle) {
      return "can't be used: " + obstacle.getFile() + " is in the way";
    }
    String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
    return reason == null ? "can't be used" : "can't be used: " + reason;
  }
}
