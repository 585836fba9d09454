package vcluster.cli.completion;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The fixed part of a script, with marks where the generated lines go. */
record Template(String text) {

  /** Reads the shell's template from the class path. */
  static Template of(Shell shell) {
    String name = "/vcluster/completion/" + shell.template();
    try (InputStream in = Template.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("this build is not complete: it has no " + name);
      }
      return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8));
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
