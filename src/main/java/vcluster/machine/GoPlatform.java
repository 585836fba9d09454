package vcluster.machine;

import java.util.Locale;
import java.util.Properties;

/**
 * System and architecture by Go's names (docs/protocol.md#operating-system-and-architecture).
 *
 * @param os GOOS, such as {@code darwin}
 * @param arch GOARCH, such as {@code amd64}
 */
public record GoPlatform(String os, String arch) {

  /** The platform that the runtime with these system properties runs on. */
  public static GoPlatform of(Properties runtime) {
    return of(runtime.getProperty("os.name", ""), runtime.getProperty("os.arch", ""));
  }

  /**
   * Translates Java's names; one that has no other name in Go is put in lower case.
   *
   * @param osName the property {@code os.name}
   * @param osArch the property {@code os.arch}
   */
  static GoPlatform of(String osName, String osArch) {
    return new GoPlatform(os(osName.toLowerCase(Locale.ROOT)), arch(osArch));
  }

  private static String os(String name) {
    if (name.startsWith("windows")) {
      return "windows";
    }
    return switch (name) {
      case "mac os x", "macos" -> "darwin";
      case "sunos" -> "solaris";
      case "dragonflybsd" -> "dragonfly";
      default -> name.replace(" ", "");
    };
  }

  private static String arch(String osArch) {
    String name = osArch.toLowerCase(Locale.ROOT);
    return switch (name) {
      case "x86_64", "x64" -> "amd64";
      case "aarch64" -> "arm64";
      case "x86", "i386", "i486", "i586", "i686" -> "386";
      case "loongarch64" -> "loong64";
      case "mipsel" -> "mipsle";
      case "mips64el" -> "mips64le";
      default -> name.startsWith("armv") ? "arm" : name;
    };
  }
}
