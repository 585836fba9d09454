package vcluster.backend.verify;

/**
 * What is kept of a command line.
 *
 * @param words the program, the words of the command, {@code *} for each other word
 * @param options by their longest names, with a blank between them
 */
public record RedactedCommand(String words, String options) {}
