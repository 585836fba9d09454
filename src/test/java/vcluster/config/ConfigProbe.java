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
public final class ConfigProbe {
  /** Longer than the pauses of those who wait for the lock. */
  private static final long PAUSE_MILLIS = 3;

  private ConfigProbe() {}

  /** Takes what to do, and the file. */
  public static void main(String[] arguments) {
    try {
      System.out.println(run(arguments[0], Path.of(arguments[1])));
    } catch (CommandException e) {
      System.out.println("CommandException: " + e.getMessage());
    }
  }

  private static Object run(String verb, Path file) throws CommandException {
    return switch (verb) {
      case "read" -> ConfigFile.read(file);
      case "disable" -> ConfigFile.disable(file).map(ConfigFile.MovedAside::to);
      case "enable" -> {
        ConfigFile.enable(file);
        yield "enabled";
      }
      default -> throw new IllegalArgumentException(verb);
    };
  }

  /**
   * Between two changes of one writer, so that the others get their turn: waiting for the lock is
   * not fair, and whoever takes it again at once keeps it from them, on a busy machine for longer
   * than they wait.
   */
  public static void giveWay() throws InterruptedException {
    Thread.sleep(PAUSE_MILLIS);
  }

  /** As another program of ours would: under the lock, and by a rename. */
  public static void addKey(Path file, String key) throws Exception {
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
