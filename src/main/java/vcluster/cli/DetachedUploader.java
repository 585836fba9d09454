package vcluster.cli;

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

  @Override
  public void start(Path workingDirectory, Path config) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(options);
    command.add(MAIN);
    command.add(workingDirectory.toString());
    command.add(config.toString());
    File nothing = new File(File.separatorChar == '/' ? "/dev/null" : "NUL");
    new ProcessBuilder(command)
        .directory(new File(File.separatorChar == '/' ? "/" : "\\"))
        .redirectInput(nothing)
        .redirectOutput(nothing)
        .redirectError(nothing)
        .start();
  }
}
