package vcluster.helm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vcluster.event.CommandException;
import vcluster.event.Failure;
import vcluster.files.AtomicFile;
import vcluster.files.PrivateFiles;

/** Temporary files, 0600, that are gone when this is closed, or when the process is told to end. */
public final class Scratch implements AutoCloseable {
  private final Path folder;
  private final List<Path> files = new ArrayList<>();

  /** Makes files in {@code folder}. */
  public Scratch(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes a file with what a pipe gives, and returns how a values option names it. It blocks until
   * the other end is closed, so it comes before anything that stands between a signal and the end
   * of this process.
   *
   * @throws CommandException if it can't be copied
   */
  String copy(Path pipe) throws CommandException {
    try {
      return file(Files.readAllBytes(pipe));
    } catch (IOException e) {
      throw new CommandException(Failure.HELM, pipe + " can't be copied to " + folder + ": " + e);
    }
  }

  /**
   * Makes a file with this content, and returns how a values option of helm's names it.
   *
   * @throws CommandException if it can't be written
   */
  String file(byte[] content) throws CommandException {
    try {
      Path file =
          Files.createTempFile(
              folder, "vcluster-values-", ".yaml", PrivateFiles.fileAttributes(folder));
      file.toFile().deleteOnExit();
      files.add(file);
      Files.write(file, content);
      return ValuesFiles.element(file.toString());
    } catch (IOException e) {
      throw new CommandException(
          Failure.HELM,
          "can't write the values to a temporary file in " + folder + ": " + e.getMessage());
    }
  }

  @Override
  public void close() {
    files.forEach(AtomicFile::deleteQuietly);
  }
}
