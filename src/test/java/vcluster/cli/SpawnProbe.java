package vcluster.cli;

import java.io.IOException;
import java.util.List;

/** A process that starts a shell which complains, and says how that ended. */
final class SpawnProbe {
  private SpawnProbe() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Process shell = Spawn.start(List.of("/bin/sh", "-c", "echo complaint >&2; exit 7"));
    System.out.println("ended with " + shell.waitFor());
  }
}
