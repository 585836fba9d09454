package vcluster.backend.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads JSON within limits: depth 64, strings of 512 Ki characters, numbers of 64 digits. */
final class BoundedJson {
  private static final int DEPTH = 64;
  private static final int STRING = 1 << 19;
  private static final int NUMBER = 64;
  private static final int NAME = 1024;
  private static final int TOKENS = 200_000;

  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH)
                          .maxStringLength(STRING)
                          .maxNumberLength(NUMBER)
                          .maxNameLength(NAME)
                          .maxTokenCount(TOKENS)
                          .build())
                  // Clients choose the names: interned, they would fill the JVM's table.
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private BoundedJson() {}

  /** The document; empty unless it is one JSON value in UTF-8 within the limits. */
  static Optional<JsonNode> read(byte[] utf8) {
    return read(reader(utf8));
  }

  /** Whether a document that was not read goes beyond a limit rather than against the grammar. */
  static boolean exceedsLimits(byte[] utf8) {
    try {
      READER.readTree(reader(utf8));
      return false;
    } catch (IOException e) {
      return e instanceof StreamConstraintsException;
    }
  }

  private static Reader reader(byte[] utf8) {
    // Jackson's own decoder would accept overlong forms (RFC 3629, section 10).
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    return new InputStreamReader(new ByteArrayInputStream(utf8), decoder);
  }

  /** The document in a text; empty unless it is one JSON value within the limits. */
  static Optional<JsonNode> read(Reader text) {
    try {
      JsonNode node = READER.readTree(text);
      return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
