package vcluster.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Links the runtime that the program brings along.
 *
 * @param jdk where it comes from
 * @param note a file that says what the last runtime was made of, so that it is made once
 */
record RuntimeLinker(Path jdk, Path note) {
  /** The last two are what JNA asks for, if the hardware's id is needed, and create for signals. */
  private static final String MODULES = "java.base,java.net.http,java.logging,jdk.unsupported";

  /**
   * What the runtime adds to each start: a cache is mapped where it was made for, as moving it
   * costs a tenth of a command, and vcluster.cli.Spawn may pass by a logger, which costs as much.
   */
  private static final String OPTIONS =
      "-XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0"
          + " --add-opens=java.base/java.lang=ALL-UNNAMED";

  void link(Path runtime) throws IOException, InterruptedException {
    String time = Files.getLastModifiedTime(jdk.resolve("release")).toString();
    String made = String.join(" ", jdk.toString(), time, MODULES, OPTIONS);
    if (Files.exists(runtime) && Files.exists(note) && Files.readString(note).equals(made)) {
      return;
    }
    Tools.deleteTree(runtime);
    Tools.run(
        Map.of(),
        "",
        jdk.resolve("bin/jlink").toString(),
        "--add-modules",
        MODULES,
        "--add-options=" + OPTIONS,
        // Native code comes without debug symbols; they would take objcopy to remove.
        "--strip-java-debug-attributes",
        "--no-header-files",
        "--no-man-pages",
        "--output",
        runtime.toString());
    Files.writeString(note, made);
  }
}
