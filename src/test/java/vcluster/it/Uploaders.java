package vcluster.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The program's processes that outlive their parents, told from everybody else's by a word in their
 * environment.
 */
final class Uploaders {
  private final String mark;

  Uploaders(String mark) {
    this.mark = mark;
  }

  List<ProcessHandle> alive() {
    return ProcessHandle.allProcesses()
        .filter(process -> content(process, "environ").contains(mark))
        .filter(process -> content(process, "cmdline").contains("UploaderMain"))
        .toList();
  }

  void awaitNone() {
    Await.until("no uploader is alive", () -> alive().isEmpty());
  }

  void kill() {
    alive().forEach(ProcessHandle::destroyForcibly);
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
