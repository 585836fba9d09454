package vcluster.it;

/**
 * What came of a process.
 *
 * @param out standard output, a character for each byte, so that two can be compared byte by byte
 * @param err standard error, likewise
 */
public record Result(int exitCode, String out, String err) {}
