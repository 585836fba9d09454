package vcluster.build.completion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The fixed part of a script, with marks where the generated lines go. */
record Template(String text) {

  /** Reads the shell's template, in the project's folder. */
  static Template of(Shell shell) {
    try {
      return new Template(Files.readString(Path.of("src/build/completion", shell.template())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts lines where {@code {{mark}}} stands on a line of its own, indented as it is. */
  Template with(String mark, List<String> lines) {
    int at = text.indexOf("{{" + mark + "}}\n");
    int start = text.lastIndexOf('\n', at) + 1;
    String indent = text.substring(start, at);
    StringBuilder filled = new StringBuilder(text.substring(0, start));
    for (String line : lines) {
      filled.append(indent).append(line).append('\n');
    }
    return new Template(filled.append(text.substring(text.indexOf('\n', at) + 1)).toString());
  }
}
