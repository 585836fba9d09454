package vcluster.it;

import java.nio.charset.StandardCharsets;

/**
 * What came of a process.
 *
 * @param out standard output, a character for each byte, so that two can be compared byte by byte
 * @param err standard error, likewise
 */
public record Result(int exitCode, String out, String err) {

  /** The same with its text read as UTF-8. */
  public Result utf8() {
    return new Result(exitCode, utf8(out), utf8(err));
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
