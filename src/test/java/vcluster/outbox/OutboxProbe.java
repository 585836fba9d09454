package vcluster.outbox;

import java.io.IOException;
import java.nio.file.Path;

/** What a process of ours does with an outbox, as a process of its own. */
final class OutboxProbe {
  private OutboxProbe() {}

  /**
   * Takes the folder, how many events to append, the time of the first of them, and how many
   * milliseconds to pause behind each.
   */
  public static void main(String[] arguments) throws Exception {
    FileOutbox outbox = new FileOutbox(new TelemetryFolder(Path.of(arguments[0])));
    int times = Integer.parseInt(arguments[1]);
    long first = Long.parseLong(arguments[2]);
    long pause = Long.parseLong(arguments[3]);
    int appended = 0;
    try {
      while (appended < times) {
        outbox.append(Samples.event(first + appended));
        appended++;
        Thread.sleep(pause);
      }
    } catch (IOException e) {
      System.out.println(e.getClass().getSimpleName() + " " + e.getMessage());
    }
    System.out.println(appended + " " + outbox.waiting().events());
  }
}
