package vcluster.backend.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The account that programs run as. PostgreSQL refuses root; for root a user namespace is tried
 * first, in which root is nobody and its files stay its own, then the account {@code nobody}, to
 * which the data then belongs.
 *
 * @param prefix the words before a program's
 * @param isNobody whether the data has to be handed over
 */
record PostgresAccount(List<String> prefix, boolean isNobody) {
  /** The account of this process. */
  static final PostgresAccount OWN = new PostgresAccount(List.of(), false);

  static final int NOBODY = 65534;

  private static final Pattern ERROR =
      Pattern.compile(
          "error|fatal|panic|cannot|could not|denied|no space", Pattern.CASE_INSENSITIVE);
  private static final List<String> NAMESPACE = List.of("unshare", "-U");
  private static final List<String> SETPRIV =
      List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

  /** The number of the account of this process. */
  static int user() throws IOException {
    return Integer.parseInt(OWN.run("id", "-u"));
  }

  /** Removes a folder with all that is in it, if it is there. */
  static void remove(Path folder) throws IOException {
    OWN.run("rm", "-rf", "--", folder.toString());
  }

  /**
   * Chooses the account for PostgreSQL; data that is there keeps its owner.
   *
   * @throws IOException if this is root, and no other account reaches the folder
   */
  static PostgresAccount of(DataFolder folder) throws IOException {
    if (folder.user() != 0) {
      return OWN;
    }
    boolean isNobody =
        folder.hasDatabase()
            ? Files.getAttribute(folder.data(), "unix:uid").equals(NOBODY)
            : !new PostgresAccount(NAMESPACE, false).succeeds("true");
    PostgresAccount account = new PostgresAccount(isNobody ? SETPRIV : NAMESPACE, isNobody);
    account.admitTo(folder.path());
    return account;
  }

  /** Lets the account pass through the folder; it can't list it. */
  private void admitTo(Path folder) throws IOException {
    if (isNobody && succeeds("true")) {
      Files.setAttribute(folder, "unix:gid", NOBODY);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x---"));
    }
    if (!succeeds("sh", "-c", "cd \"$0\"", folder.toString())) {
      throw new IOException(
          "PostgreSQL does not run as root, and neither a user namespace (unshare) nor the account"
              + " nobody (setpriv) can be used in "
              + folder
              + "; run vcluster-backend as another user, choose a folder that others may pass"
              + " through with --data, or name a PostgreSQL server with --db");
    }
  }

  /** Hands a folder over to the account. */
  void give(Path folder) throws IOException {
    if (isNobody) {
      Files.setAttribute(folder, "unix:uid", NOBODY);
      Files.setAttribute(folder, "unix:gid", NOBODY);
    }
  }

  /** A program without environment but {@code PATH}, so that no variable of PostgreSQL's counts. */
  ProcessBuilder program(String... words) {
    List<String> line = new ArrayList<>(prefix);
    line.addAll(List.of(words));
    ProcessBuilder program = new ProcessBuilder(line);
    program.environment().keySet().retainAll(List.of("PATH"));
    return program;
  }

  /** Runs a program as this account to its end, and returns what it prints. */
  String run(String... words) throws IOException {
    return run(words[0], program(words));
  }

  /**
   * Runs a program to its end and returns what it prints.
   *
   * @param name for the message of a failure
   * @throws IOException if it can't be run or fails, with its errors
   */
  static String run(String name, ProcessBuilder program) throws IOException {
    Process process = program.redirectErrorStream(true).start();
    byte[] said = process.getInputStream().readAllBytes();
    String text = new String(said, StandardCharsets.UTF_8).strip();
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(name + " failed: " + errors(text));
    }
    return text;
  }

  /** The lines of an output that are errors; all of it if none looks like one. */
  static String errors(String text) {
    List<String> errors = text.lines().filter(ERROR.asPredicate()).toList();
    return errors.isEmpty() ? text : String.join("; ", errors);
  }

  private boolean succeeds(String... words) {
    try {
      run(words);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
