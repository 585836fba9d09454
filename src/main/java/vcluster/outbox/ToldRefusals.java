package vcluster.outbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import vcluster.files.AtomicFile;
import vcluster.files.SmallFile;

/** How many refused events a user has been told of, so that nobody is told of one twice. */
public final class ToldRefusals {
  private ToldRefusals() {}

  /** How many of the refused events nobody was told of. */
  public static long untold(Path file, Undelivered drops) {
    // There are fewer than were told of where somebody has deleted the counts.
    return Math.max(0, drops.refused() - SmallFile.numbers(file, 1)[0]);
  }

  /** Notes that all were told of; where that can't be noted, they are told of once more. */
  public static void tell(Path file, Undelivered drops) {
    if (drops.refused() == SmallFile.numbers(file, 1)[0]) {
      return;
    }
    try {
      AtomicFile.replace(file, (drops.refused() + "\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      return;
    }
  }
}
