package vcluster.backend.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * As whom PostgreSQL runs, which refuses root. A user namespace is tried first, in which root is
 * nobody and its files stay its own; then the account {@code nobody}, to which the data then
 * belongs.
 *
 * @param prefix the words before a program's
 * @param isNobody whether files have to be handed over
 */
record PostgresAccount(List<String> prefix, boolean isNobody) {
  private static final int NOBODY = 65534;
  private static final List<String> NAMESPACE = List.of("unshare", "-U");
  private static final List<String> SETPRIV =
      List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

  /**
   * Decides for a folder; the owner of its data, if there is any, stays.
   *
   * @throws IOException if this is root, and no other account reaches the folder
   */
  static PostgresAccount of(Path folder, Path data) throws IOException {
    if (!Commands.run(OutputStream::close, "id", "-u").equals("0")) {
      return new PostgresAccount(List.of(), false);
    }
    boolean isNobody =
        Files.exists(data)
            ? Files.getAttribute(data, "unix:uid").equals(NOBODY)
            : !Commands.succeeds(NAMESPACE, "true");
    PostgresAccount account = new PostgresAccount(isNobody ? SETPRIV : NAMESPACE, isNobody);
    account.admitTo(folder);
    return account;
  }

  /** Lets the account pass through the folder; it can't list it. */
  private void admitTo(Path folder) throws IOException {
    if (isNobody && Commands.succeeds(prefix, "true")) {
      Files.setAttribute(folder, "unix:gid", NOBODY);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x---"));
    }
    if (!Commands.succeeds(prefix, "sh", "-c", "cd \"$0\"", folder.toString())) {
      throw new IOException(
          "PostgreSQL does not run as root, and neither a user namespace (unshare) nor the account"
              + " nobody (setpriv) can be used in "
              + folder
              + ". Run vcluster-backend as another user, choose a folder that others may pass"
              + " through with --data, or name a PostgreSQL server with --db.");
    }
  }

  /** Hands a file or folder over to the account. */
  void give(Path file) throws IOException {
    if (isNobody) {
      Files.setAttribute(file, "unix:uid", NOBODY);
      Files.setAttribute(file, "unix:gid", NOBODY);
    }
  }

  /** The line that runs a program as this account. */
  List<String> line(List<String> program) {
    List<String> line = new ArrayList<>(prefix);
    line.addAll(program);
    return line;
  }
}
