package vcluster.config;

import java.nio.file.Path;
import java.util.Map;
import vcluster.consent.Setting;

/** The machine's policy file, which an administrator keeps and no user can overrule. */
public final class PolicyFile {
  private PolicyFile() {}

  static Path ofUnix() {
    return Path.of("/etc/vcluster/telemetry.json");
  }

  static Path ofWindows(Map<String, String> environment) {
    String programData = environment.getOrDefault("ProgramData", "C:\\ProgramData");
    return Path.of(programData, "vcluster", "telemetry.json");
  }

  /** What the file says; whatever is wrong with it becomes part of the answer. */
  public static Setting read(Path file) {
    return SettingReader.read(file, "disabled");
  }
}
