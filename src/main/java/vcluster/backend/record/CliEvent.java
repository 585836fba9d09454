package vcluster.backend.record;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command that was run (docs/protocol.md#the-cli-event).
 *
 * @param claimed Unix microseconds as the client gave them, however absurd
 * @param member the machine
 * @param command the program, the words of the command and {@code *} for each other word, separated
 *     by blanks
 * @param options by their longest names, separated by blanks
 * @param error one stable word, empty if the command succeeded
 */
public record CliEvent(
    @Nullable EventKey key,
    long claimed,
    UUID member,
    String version,
    String command,
    String options,
    String error,
    String os,
    String arch,
    String timezone)
    implements Incoming {}
