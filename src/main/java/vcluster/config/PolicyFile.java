package vcluster.config;

import java.nio.file.Path;
import java.util.Map;
import vcluster.consent.Setting;

/** The machine's policy file, which an administrator keeps and no user can overrule. */
public final class PolicyFile {
  private PolicyFile() {}

  /**
   * Its path on this system.
   *
   * @param osName Java's {@code os.name}
   */
  public static Path locate(Map<String, String> environment, String osName) {
    if (!osName.startsWith("Windows")) {
      return Path.of("/etc/vcluster/telemetry.json");
    }
    String programData = environment.getOrDefault("ProgramData", "C:\\ProgramData");
    return Path.of(programData, "vcluster", "telemetry.json");
  }

  /** What the file says; whatever is wrong with it becomes part of the answer. */
  public static Setting read(Path file) {
    return SettingReader.read(file, "disabled");
  }
}
