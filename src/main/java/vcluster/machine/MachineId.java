package vcluster.machine;

import java.nio.file.Path;
import java.util.Optional;

/** The id of this machine, as the original finds it (docs/protocol.md#machine-id). */
public final class MachineId {
  private final IdSource files;
  private final IdSource registry;
  private final IdSource hardware;

  MachineId(IdSource files, IdSource registry, IdSource hardware) {
    this.files = files;
    this.registry = registry;
    this.hardware = hardware;
  }

  /** The sources of the machine that this runs on. */
  public static MachineId ofSystem() {
    return ofSystem(IdFiles.ofSystem());
  }

  /** The same with other files. */
  static MachineId ofSystem(IdFiles files) {
    // In lambdas, so that a machine that has an id file never loads OSHI and JNA.
    return new MachineId(
        files, () -> new WindowsRegistry().read(), () -> new OshiHardware().read());
  }

  /**
   * The system's id, which may be empty; where none can be read the hardware's UUID; where that is
   * none either, a random id.
   *
   * @param goos the system, by Go's name
   * @param keptId where the random id is kept; touched only when it is needed. If it can't be
   *     written the id is another one each time
   */
  public String find(String goos, Path keptId) {
    Optional<String> system =
        switch (goos) {
          case "linux" -> files.read();
          case "darwin" -> hardware.read();
          case "windows" -> registry.read();
          default -> Optional.empty();
        };
    return system
        .or(() -> hardware.read().filter(HardwareUuid::isOwn))
        .orElseGet(() -> KeptId.in(keptId));
  }
}
