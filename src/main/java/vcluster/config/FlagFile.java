package vcluster.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import vcluster.consent.Setting;

/** Reads one boolean field of a JSON file; whatever is wrong with the file becomes its answer. */
public final class FlagFile {
  /** The field of the user's config file. */
  public static final String CONFIG_FIELD = "telemetryDisabled";

  /** The field of the machine's policy file. */
  public static final String POLICY_FIELD = "disabled";

  private FlagFile() {}

  /** What {@code file} says of {@code field}. */
  public static Setting read(Path file, String field) {
    try {
      return FlagDocument.parse(RegularFile.read(file), field).setting();
    } catch (NoSuchFileException e) {
      // Not whether it exists: somebody may have made it since.
      return Files.isSymbolicLink(file)
          ? new Setting.Unusable("is a link to nothing")
          : new Setting.Absent();
    } catch (IOException e) {
      return new Setting.Unusable(Problem.of(file, e));
    } catch (OutOfMemoryError e) {
      return new Setting.Unusable("is too large to read");
    }
  }
}
