package vcluster.backend.verify;

import java.util.List;

/**
 * A command that was run: {@code vcluster_cli}.
 *
 * @param command known words and option names, {@code *} for the rest
 * @param error the class of error, empty if the command did not fail
 */
public record CliEvent(
    Sender sender,
    List<String> command,
    String error,
    String version,
    String osName,
    String osArch,
    String timezone)
    implements Telemetry {}
