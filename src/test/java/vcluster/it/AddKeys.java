package vcluster.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import vcluster.files.AtomicFile;
import vcluster.files.LockFile;
import vcluster.testing.Await;

/**
 * A program of ours that keeps other things in the config file: adds a key at a time, under the
 * lock, until its standard input ends; then prints how many.
 */
final class AddKeys {
  private static final long LOCK_WAIT_MILLIS = 30_000;

  /** So that the others get their turn: waiting for the lock is not fair. */
  private static final long PAUSE_MILLIS = 3;

  private final Path config;

  private AddKeys(Path config) {
    this.config = config;
  }

  /** Takes the config file and what the names of the keys begin with. */
  public static void main(String[] arguments) throws IOException {
    AddKeys program = new AddKeys(Path.of(arguments[0]));
    int added = 0;
    while (System.in.available() == 0) {
      program.add(arguments[1] + added);
      added++;
      Await.pause(PAUSE_MILLIS);
    }
    System.out.print(added);
  }

  private void add(String key) throws IOException {
    Path lockFile = AtomicFile.beside(config, ".lock");
    try (LockFile lock = LockFile.acquire(lockFile, LOCK_WAIT_MILLIS).orElseThrow()) {
      String before = Files.readString(config);
      String members = before.substring(0, before.lastIndexOf('}'));
      String comma = members.endsWith("{") ? "" : ",";
      String after = members + comma + '"' + key + "\":1}";
      AtomicFile.replace(config, after.getBytes(StandardCharsets.UTF_8));
    }
  }
}
