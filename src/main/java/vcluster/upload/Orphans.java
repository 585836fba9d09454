package vcluster.upload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import vcluster.files.SmallFile;

/**
 * The processes whose parent has ended. An init collects them when they end too; what a container
 * runs as its first process need not, and then each uploader stays behind as a defunct process.
 *
 * @param processes the folder {@code /proc}
 * @param collector the process that has taken them over
 */
record Orphans(Path processes, long collector) {
  private static final int MAX_BYTES = 4096;

  /** Those of the process that has taken over this one. */
  static Orphans ofThisProcess() {
    long parent = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(1L);
    return new Orphans(Path.of("/proc"), parent);
  }

  /** Whether an uploader that has ended is still there; false where there is no such folder. */
  boolean pileUp() {
    Pattern defunct = Pattern.compile("\\d+ \\(java\\) Z " + collector + " .*", Pattern.DOTALL);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(processes, "[0-9]*")) {
      for (Path entry : entries) {
        boolean found =
            SmallFile.read(entry.resolve("stat"), MAX_BYTES)
                .map(stat -> new String(stat, StandardCharsets.ISO_8859_1))
                .filter(stat -> defunct.matcher(stat).matches())
                .isPresent();
        if (found) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }
}
