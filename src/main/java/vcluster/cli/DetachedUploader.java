package vcluster.cli;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The uploader as a process of its own that holds nothing of the user's open: its streams are the
 * null device and its working directory is the root.
 *
 * @param java the java program
 * @param options the options of its virtual machine
 */
record DetachedUploader(Path java, List<String> options) implements UploaderStarter {
  /** Named, not imported: what every command passes must not load it. */
  private static final String MAIN = "vcluster.upload.UploaderMain";

  /**
   * A shell that ends at once, having started the rest in the background. A virtual machine that
   * exits while it has a child waits 300 ms for the thread that watches over it; and what a shell
   * starts so is out of reach of the terminal's Ctrl-C, and of the hangup with which the terminal
   * goes away when this command was all that it was for, as in {@code ssh -t}. The uploader comes a
   * moment later, when this command is gone and has nothing to share the machine with; a sleep that
   * knows whole seconds only fails, and then it comes at once.
   */
  private static final String IN_BACKGROUND =
      "trap '' HUP; cd /; { sleep 0.1; exec \"$@\"; } </dev/null >/dev/null 2>&1 &";

  @Override
  public Closeable start(Path workingDirectory, Path config) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(options);
    command.add(MAIN);
    command.add(workingDirectory.toString());
    command.add(config.toString());
    return File.separatorChar == '/' ? throughShell(command) : onWindows(command);
  }

  private static Closeable throughShell(List<String> command) throws IOException {
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", IN_BACKGROUND, "sh"));
    words.addAll(command);
    Process shell = Spawn.start(words);
    return () -> await(shell);
  }

  private static Closeable onWindows(List<String> command) throws IOException {
    File nothing = new File("NUL");
    new ProcessBuilder(command)
        .directory(new File("\\"))
        .redirectInput(nothing)
        .redirectOutput(nothing)
        .redirectError(nothing)
        .start();
    return () -> {};
  }

  private static void await(Process shell) {
    try {
      shell.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
