package vcluster.syncer;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vcluster.consent.TelemetryConfig;
import vcluster.machine.GoPlatform;

/**
 * What the process gives to the program.
 *
 * @param accountHome the account's home according to the system ({@code user.home})
 * @param policyFile the machine's policy file
 * @param etc the folder with the token key
 * @param version the program's version without a leading {@code v}
 * @param out receives what a dry run prints
 */
record SyncerContext(
    Map<String, String> environment,
    TelemetryConfig telemetryConfig,
    @Nullable String accountHome,
    Path workingDirectory,
    Path policyFile,
    Path etc,
    String version,
    GoPlatform platform,
    Clock clock,
    PrintStream out) {}
