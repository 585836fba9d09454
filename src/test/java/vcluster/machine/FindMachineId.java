package vcluster.machine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds the id of a machine that has an id file, in a process of its own. */
final class FindMachineId {
  private FindMachineId() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    IdFiles files = new IdFiles(List.of(Files.writeString(folder.resolve("id"), "abc\n")));
    String id = MachineId.ofSystem(files).find("linux", folder.resolve("kept"));
    System.exit(id.equals("abc") ? 0 : 1);
  }
}
