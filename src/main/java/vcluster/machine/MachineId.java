package vcluster.machine;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinReg;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import oshi.SystemInfo;
import oshi.util.Constants;

/**
 * The id of this machine, as the original finds it (docs/protocol.md#machine-id).
 *
 * @param files the id that Linux keeps in a file
 * @param registry {@code MachineGuid} of the Windows registry
 * @param hardware the hardware's UUID; on macOS that is {@code IOPlatformUUID}
 */
public record MachineId(
    Supplier<Optional<String>> files,
    Supplier<Optional<String>> registry,
    Supplier<Optional<String>> hardware) {
  private static final String KEY = "SOFTWARE\\Microsoft\\Cryptography";

  private static final Pattern ZEROS = Pattern.compile("[{]?[0-]+[}]?");

  /** The sources of the machine that this runs on. */
  public static MachineId ofSystem() {
    return ofSystem(IdFiles.ofSystem());
  }

  /** The sources of this machine, but with these id files. */
  static MachineId ofSystem(IdFiles files) {
    // In lambdas, so that a machine that has an id file never loads OSHI and JNA.
    return new MachineId(
        files::read, () -> readable(MachineId::readRegistry), () -> readable(MachineId::askOshi));
  }

  /**
   * The system's id, which may be empty; where none can be read the hardware's UUID; where that is
   * none either, a random id.
   *
   * @param goos the system, by Go's name
   * @param keptId where the random id is kept; touched only when it is needed. If it can't be
   *     written the id is another one each time
   * @param keep whether a random id may be written there if there is none
   */
  public String find(String goos, Path keptId, boolean keep) {
    Optional<String> system =
        switch (goos) {
          case "linux" -> files.get();
          case "darwin" -> hardware.get();
          case "windows" -> registry.get();
          default -> Optional.empty();
        };
    return system
        .filter(MachineId::isId)
        .or(() -> hardware.get().filter(HardwareUuid::isOwn))
        .orElseGet(() -> keep ? KeptId.in(keptId) : KeptId.orRandom(keptId));
  }

  /** Not what systemd puts into an image, for each machine made from it to replace, nor zeros. */
  static boolean isId(String text) {
    return !text.equals("uninitialized") && !ZEROS.matcher(text).matches();
  }

  private static Optional<String> readable(Supplier<Optional<String>> source) {
    try {
      return source.get();
    } catch (RuntimeException | LinkageError e) {
      // A system that OSHI or JNA has no code for, or a temporary folder that forbids native code.
      return Optional.empty();
    }
  }

  private static Optional<String> readRegistry() {
    // The 64-bit view has it; a 32-bit process would be shown another key.
    return Optional.ofNullable(
        Advapi32Util.registryGetStringValue(
            WinReg.HKEY_LOCAL_MACHINE, KEY, "MachineGuid", WinNT.KEY_WOW64_64KEY));
  }

  private static Optional<String> askOshi() {
    String uuid = new SystemInfo().getHardware().getComputerSystem().getHardwareUUID();
    return Optional.ofNullable(uuid)
        .filter(known -> !known.isBlank() && !known.equals(Constants.UNKNOWN));
  }
}
