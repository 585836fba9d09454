package vcluster.machine;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinReg;
import java.util.Optional;

/** {@code MachineGuid} of the Windows registry. */
final class WindowsRegistry {
  private static final String KEY = "SOFTWARE\\Microsoft\\Cryptography";
  private static final String VALUE = "MachineGuid";

  private WindowsRegistry() {}

  /** The id; empty if it can't be read here. */
  static Optional<String> read() {
    try {
      // The 64-bit view has it; a 32-bit process would be shown another key.
      return Optional.ofNullable(
          Advapi32Util.registryGetStringValue(
              WinReg.HKEY_LOCAL_MACHINE, KEY, VALUE, WinNT.KEY_WOW64_64KEY));
    } catch (RuntimeException | LinkageError e) {
      return Optional.empty();
    }
  }
}
