package vcluster.it.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import vcluster.testing.Await;
import vcluster.testing.Unix;

/**
 * A helm that writes down what it is told, first of all, and then does what the test says. Its
 * {@code status} knows no release unless there is a file {@code deployed}.
 */
final class FakeHelm {
  private static final String SCRIPT =
      """
      #!/bin/sh
      cd 'FOLDER'
      echo $$ > "$1.pid"
      env -0 > "$1.env"
      values=
      for word in "$@"; do
        if [ "$values" = next ]; then values=$word; break; fi
        if [ "$word" = --values ]; then values=next; fi
      done
      if [ -f "$values" ]; then
        cp "$values" values.yaml
        stat -c %a "$values" > values.mode
        echo "$values" > values.path
      fi
      printf '%s\\0' "$@" > "$1.argv.new"
      mv "$1.argv.new" "$1.argv"
      if [ "$1" = status ]; then
        [ -e deployed ] && exit 0
        STATUS
      fi
      UPGRADE
      """;

  final Path binary;
  private final Path folder;
  private String status = "echo 'Error: release: not found' >&2; exit 1";
  private String upgrade = "exit 0";

  FakeHelm(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder.resolve("fake"));
    this.binary = this.folder.resolve("helm");
    write();
  }

  void upgrade(String script) throws IOException {
    upgrade = script;
    write();
  }

  /** What {@code helm status} does where nothing is deployed. */
  void status(String script) throws IOException {
    status = script;
    write();
  }

  void deployed() throws IOException {
    Files.createFile(folder.resolve("deployed"));
  }

  /** What it was told, or null if {@code subcommand} was never run. */
  List<String> argv(String subcommand) throws IOException {
    return strings(subcommand + ".argv");
  }

  /** Its environment, {@code name=value} each. */
  List<String> environment(String subcommand) throws IOException {
    return strings(subcommand + ".env");
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  void forget(String... names) throws IOException {
    for (String name : names) {
      Files.deleteIfExists(folder.resolve(name));
    }
  }

  void await(String name) {
    Await.until("helm writes " + name, () -> Files.exists(folder.resolve(name)));
  }

  private List<String> strings(String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return null;
    }
    String content = Files.readString(file);
    return List.of(content.substring(0, content.length() - 1).split("\0", -1));
  }

  private void write() throws IOException {
    String script =
        SCRIPT
            .replace("FOLDER", folder.toString())
            .replace("STATUS", status)
            .replace("UPGRADE", upgrade);
    Unix.program(binary, script);
  }
}
