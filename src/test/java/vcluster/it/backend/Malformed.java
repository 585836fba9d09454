package vcluster.it.backend;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import vcluster.backend.http.Bodies;
import vcluster.wire.Protocol;

/**
 * What hostile clients send.
 *
 * @param bytes on the connection, headers and all
 * @param answers the statuses that are right for it; 0 for a connection that is closed without one
 */
record Malformed(String kind, byte[] bytes, Set<Integer> answers) {
  private static final String PATH = Protocol.CLI_PATH;
  private static final String GOOD = Bodies.commands("m", 1);

  static final int KINDS = 14;

  /** The one of this number, in which {@code random} chooses the details. */
  static Malformed of(int number, Random random) {
    return switch (number % KINDS) {
      case 0 -> body("cut JSON", ascii(GOOD.substring(0, random.nextInt(GOOD.length()))), 400);
      case 1 -> cutRequest(random);
      case 2 -> body("deep arrays", ascii("[".repeat(1 + random.nextInt(500_000))), 400);
      case 3 -> body("deep objects", ascii("{\"data\":".repeat(100 + random.nextInt(50_000))), 400);
      case 4 -> gzip("gzip bomb", new byte[2_000_000 + random.nextInt(40_000_000)], 413);
      case 5 -> gzip("gzipped nonsense", noise(random), 400);
      case 6 -> body("noise", noise(random), 400);
      case 7 ->
          body(
              "not UTF-8",
              latin1("{\"data\":[\"" + (char) (0x80 + random.nextInt(0x80)) + "\"]}"),
              400);
      case 8 -> body("huge number", ascii(GOOD.replace("1700000000", digits(random))), 200, 400);
      case 9 -> body("wrong type", ascii(wrongType(random)), 200, 400);
      case 10 -> body("too long", new byte[(1 << 20) + 1 + random.nextInt(100_000)], 413);
      case 11 -> new Malformed("noise for HTTP", noise(random), Set.of(0, 400, 431, 505));
      case 12 -> pipelined(random);
      default -> longHeaders(random);
    };
  }

  private static Malformed body(String kind, byte[] body, Integer... answers) {
    return new Malformed(kind, request("", body), Set.of(answers));
  }

  private static Malformed gzip(String kind, byte[] content, Integer... answers) {
    byte[] compressed = kind.equals("gzip bomb") ? compress(content) : content;
    return new Malformed(kind, request("Content-Encoding: gzip\r\n", compressed), Set.of(answers));
  }

  /** Ends in the middle, and then says no more. */
  private static Malformed cutRequest(Random random) {
    byte[] whole = request("", ascii(GOOD));
    byte[] cut = Arrays.copyOf(whole, 1 + random.nextInt(whole.length - 1));
    return new Malformed("cut request", cut, Set.of(0, 400));
  }

  private static Malformed pipelined(Random random) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(request("", ascii("{")));
    bytes.writeBytes(noise(random));
    return new Malformed("pipelined noise", bytes.toByteArray(), Set.of(400));
  }

  private static Malformed longHeaders(Random random) {
    String header = "X-" + "h".repeat(10) + ": " + "v".repeat(9_000 + random.nextInt(100_000));
    return new Malformed("long headers", request(header + "\r\n", ascii(GOOD)), Set.of(0, 431));
  }

  static byte[] good() {
    return request("", ascii(GOOD));
  }

  private static byte[] request(String headers, byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        ascii(
            "POST "
                + PATH
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + headers
                + "Content-Length: "
                + body.length
                + "\r\n\r\n"));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }

  private static String wrongType(Random random) {
    List<String> values = List.of("1", "[]", "{}", "true", "\"x\"", "1e9", "[[{}]]", "null");
    String value = values.get(random.nextInt(values.size()));
    List<String> fields =
        List.of("\"m\"", "1700000000", "\"vcluster_cli\"", "{\"event\"", "[{", "{\"data\"");
    return GOOD.replace(fields.get(random.nextInt(fields.size())), value);
  }

  private static String digits(Random random) {
    return "9".repeat(10 + random.nextInt(100_000)) + (random.nextBoolean() ? "" : "e99999");
  }

  private static byte[] noise(Random random) {
    byte[] noise = new byte[1 + random.nextInt(2_000)];
    random.nextBytes(noise);
    // Else it could be a request that is merely slow to end.
    noise[0] = '\0';
    return noise;
  }

  private static byte[] compress(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
