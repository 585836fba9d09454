package vcluster.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the process gives a command: only a main asks the system for these.
 *
 * @param accountHome the account's home directory, null or {@code ?} if it has none
 * @param version the program's version without a leading {@code v}, empty if unknown
 * @param outIsTerminal whether {@code out} is a terminal, as the launcher found
 * @param errIsTerminal whether {@code err} is a terminal, as the launcher found
 * @param uploader starts the detached uploader
 */
public record Surroundings(
    Map<String, String> environment,
    @Nullable String accountHome,
    Path workingDirectory,
    Path policyFile,
    String version,
    Clock clock,
    PrintStream out,
    PrintStream err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    UploaderStarter uploader) {

  /** The time now, Unix seconds. */
  public long now() {
    return Math.floorDiv(clock.millis(), 1000L);
  }
}
