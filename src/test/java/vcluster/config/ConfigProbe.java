package vcluster.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import vcluster.event.CommandException;
import vcluster.files.AtomicFile;
import vcluster.files.LockFile;

/** What a process of ours does with a config file, as a process of its own. */
final class ConfigProbe {
  /** Longer than the pauses of those who wait for the lock. */
  private static final long PAUSE_MILLIS = 3;

  private ConfigProbe() {}

  /** Takes what to do, the file, and how often. */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[1]);
    int times = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
    for (int i = 0; i < times; i++) {
      System.out.println(once(arguments[0], file, i));
      giveWay();
    }
  }

  private static String once(String verb, Path file, int time) throws Exception {
    try {
      return switch (verb) {
        case "read" -> ConfigFile.read(file).toString();
        case "disable" -> ConfigFile.disable(file).toString();
        case "enable" -> {
          ConfigFile.enable(file);
          yield "enabled";
        }
        case "toggle" -> once(time % 2 == 0 ? "disable" : "enable", file, time);
        default -> {
          addKey(file, verb + time);
          yield verb;
        }
      };
    } catch (CommandException e) {
      return "CommandException: " + e.getMessage();
    }
  }

  /**
   * Between two changes of one writer, so that the others get their turn: waiting for the lock is
   * not fair, and whoever takes it again at once keeps it from them, on a busy machine for longer
   * than they wait.
   */
  static void giveWay() throws InterruptedException {
    Thread.sleep(PAUSE_MILLIS);
  }

  /** As another program of ours would: under the lock, and by a rename. */
  static void addKey(Path file, String key) throws Exception {
    try (LockFile lock =
        LockFile.acquire(AtomicFile.beside(file, ".lock"), TimeUnit.MINUTES.toMillis(1)).get()) {
      String before;
      try {
        before = Files.readString(file);
      } catch (NoSuchFileException e) {
        before = "{}";
      }
      String member = "\"" + key + "\":1";
      String after = "{" + member + (before.equals("{}") ? "" : ",") + before.substring(1);
      AtomicFile.replace(file, after.getBytes(StandardCharsets.UTF_8));
    }
  }
}
