package vcluster.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Surroundings without a policy file, in a home that is the working directory too. */
final class TestSurroundings {
  private TestSurroundings() {}

  /** The same with standard output at a terminal. */
  static Surroundings atTerminal(Surroundings at) {
    return new Surroundings(
        at.environment(),
        at.accountHome(),
        at.properties(),
        at.workingDirectory(),
        at.policyFile(),
        at.version(),
        at.clock(),
        at.out(),
        at.err(),
        true,
        at.errTerminal(),
        at.uploader());
  }

  /** With these variables besides {@code HOME}. */
  static Surroundings at(
      Path home,
      Map<String, String> environment,
      Clock clock,
      PrintStream out,
      PrintStream err,
      Terminal errTerminal,
      UploaderStarter uploader) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("HOME", home.toString());
    return new Surroundings(
        all,
        null,
        System.getProperties(),
        home,
        home.resolve("policy.json"),
        "1.2.3",
        clock,
        out,
        err,
        false,
        errTerminal,
        uploader);
  }
}
