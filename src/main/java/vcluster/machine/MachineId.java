package vcluster.machine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** The id of this machine, as the original finds it (docs/protocol.md#machine-id). */
public final class MachineId {
  private final Supplier<Optional<String>> files;
  private final Supplier<Optional<String>> registry;
  private final Supplier<Optional<String>> hardware;

  MachineId(
      Supplier<Optional<String>> files,
      Supplier<Optional<String>> registry,
      Supplier<Optional<String>> hardware) {
    this.files = files;
    this.registry = registry;
    this.hardware = hardware;
  }

  /** The sources of the machine that this runs on. */
  public static MachineId ofSystem() {
    return ofSystem(IdFiles.ofSystem());
  }

  /** The sources of this machine, but with these id files. */
  static MachineId ofSystem(IdFiles files) {
    // In lambdas, so that a machine that has an id file never loads OSHI and JNA.
    return new MachineId(files::read, () -> WindowsRegistry.read(), () -> OshiHardware.read());
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
          case "linux" -> files.get();
          case "darwin" -> hardware.get();
          case "windows" -> registry.get();
          default -> Optional.empty();
        };
    return system
        .or(() -> hardware.get().filter(HardwareUuid::isOwn))
        .orElseGet(() -> KeptId.in(keptId));
  }
}
