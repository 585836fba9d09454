package vcluster.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import vcluster.zone.WindowsZones;
import vcluster.zone.ZoneAbbreviation;
import vcluster.zone.ZoneFiles;

/**
 * What the process gives a command: only a main asks the system for these.
 *
 * @param accountHome the home directory of the account; null or {@code ?} where it has none
 * @param properties the runtime's system properties
 * @param version the program's version without a leading {@code v}, empty if unknown
 * @param outIsTerminal whether {@code out} is a terminal, as the launcher found
 * @param errTerminal whether {@code err} is a terminal
 * @param uploader starts the detached uploader
 */
public record Surroundings(
    Map<String, String> environment,
    @Nullable String accountHome,
    Properties properties,
    Path workingDirectory,
    Path policyFile,
    String version,
    Clock clock,
    PrintStream out,
    PrintStream err,
    boolean outIsTerminal,
    Terminal errTerminal,
    UploaderStarter uploader) {

  /** The time now, Unix seconds. */
  public long now() {
    return Math.floorDiv(clock.millis(), 1000L);
  }

  /** The name of the account as the owner of files; its number if it has no name. */
  public String account() {
    String name = properties.getProperty("user.name", "?");
    try {
      return name.equals("?") ? Files.getOwner(Path.of("/proc/self")).getName() : name;
    } catch (IOException e) {
      return name;
    }
  }

  /** The abbreviation of the local time zone at {@code now}, Unix seconds. */
  String zone(long now) {
    // Windows has no zone files; there TZ means nothing to Go either.
    return File.separatorChar == '/'
        ? ZoneAbbreviation.at(now, environment.get("TZ"), ZoneFiles.ofSystem())
        : WindowsZones.at(
            now,
            TimeZone.getDefault(),
            Path.of(properties.getProperty("java.home", ""), "lib", "tzmappings"));
  }
}
