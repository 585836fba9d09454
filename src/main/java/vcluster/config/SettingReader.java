package vcluster.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import vcluster.consent.Setting;

/** Reads one boolean field of a JSON file; whatever is wrong with the file becomes its answer. */
public final class SettingReader {
  /** The field of the user's config file. */
  public static final String CONFIG_FIELD = "telemetryDisabled";

  /** The field of the machine's policy file. */
  public static final String POLICY_FIELD = "disabled";

  private SettingReader() {}

  /** What {@code file} says of {@code field}. */
  public static Setting read(Path file, String field) {
    try {
      return BooleanField.parse(RegularFile.read(file), field).setting();
    } catch (NoSuchFileException e) {
      return missing(file);
    } catch (IOException e) {
      return new Setting.Unusable(Problem.of(file, e));
    } catch (OutOfMemoryError e) {
      return new Setting.Unusable("is too large to read");
    }
  }

  /** Newer runtimes call a file missing too where what should be its folder is a file. */
  private static Setting missing(Path file) {
    // Not whether it exists: somebody may have made it since.
    if (Files.isSymbolicLink(file)) {
      return new Setting.Unusable("is a broken symbolic link");
    }
    Path folder = file.toAbsolutePath().getParent();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    return folder == null || Files.isDirectory(folder)
        ? new Setting.Absent(false)
        : new Setting.Unusable("can't be opened: its parent is a file, not a folder");
  }
}
