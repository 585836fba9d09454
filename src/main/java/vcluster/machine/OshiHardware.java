package vcluster.machine;

import java.util.Optional;
import oshi.SystemInfo;
import oshi.util.Constants;

/** The hardware's UUID as OSHI finds it; on macOS that is {@code IOPlatformUUID}. */
final class OshiHardware {
  private OshiHardware() {}

  /** The id; empty if it can't be read here. */
  static Optional<String> read() {
    try {
      String uuid = new SystemInfo().getHardware().getComputerSystem().getHardwareUUID();
      return uuid == null || uuid.isBlank() || uuid.equals(Constants.UNKNOWN)
          ? Optional.empty()
          : Optional.of(uuid);
    } catch (RuntimeException | LinkageError e) {
      // A system that OSHI or JNA has no code for, or a temporary folder that forbids native code.
      return Optional.empty();
    }
  }
}
