package vcluster.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Surroundings whose standard output goes nowhere. */
final class TestSurroundings {
  private TestSurroundings() {}

  /** With these variables besides {@code HOME}. */
  static Surroundings at(
      Path home,
      Map<String, String> environment,
      Clock clock,
      PrintStream err,
      boolean errIsTerminal,
      UploaderStarter uploader) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("HOME", home.toString());
    PrintStream out = new PrintStream(PrintStream.nullOutputStream());
    return new Surroundings(
        all,
        System.getProperties(),
        home,
        home.resolve("policy.json"),
        "1.2.3",
        clock,
        out,
        err,
        false,
        errIsTerminal,
        uploader);
  }
}
