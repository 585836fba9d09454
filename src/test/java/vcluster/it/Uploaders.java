package vcluster.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import vcluster.testing.Await;

/**
 * The program's processes that outlive their parents, told from everybody else's by a word in their
 * environment.
 */
final class Uploaders {
  private static final String MAIN = "UploaderMain";
  private static final int LOOKS = 1_000;

  private final String mark;

  Uploaders(String mark) {
    this.mark = mark;
  }

  List<ProcessHandle> alive() {
    return ProcessHandle.allProcesses().filter(this::isUploader).toList();
  }

  void awaitNone() {
    Await.until("no uploader is alive", () -> alive().isEmpty());
  }

  void kill() {
    alive().forEach(ProcessHandle::destroyForcibly);
  }

  /**
   * In the middle of an exec a process shows neither its words nor its environment: as the shell
   * becomes java, an uploader would seem to have ended before it began. So it is looked at again.
   */
  private boolean isUploader(ProcessHandle process) {
    for (int look = 0; look < LOOKS; look++) {
      String words = content(process, "cmdline");
      String environment = content(process, "environ");
      boolean shown = words.contains(MAIN) ? !environment.isEmpty() : !words.isEmpty();
      if (shown || process.info().command().isEmpty()) {
        return words.contains(MAIN) && environment.contains(mark);
      }
      Await.pause(1);
    }
    return false;
  }

  private static String content(ProcessHandle process, String file) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), file));
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      // Gone by now, or not ours.
      return "";
    }
  }
}
