package vcluster.backend.verify;

import com.fasterxml.jackson.databind.JsonNode;
import vcluster.wire.Protocol;

/** Checks which strings a database can store as they are. */
final class StorableText {
  private static final int MAX_LENGTH = Protocol.MAX_TEXT;

  private StorableText() {}

  /** The string of a node, which must be one. */
  static String of(JsonNode node, String path) throws InvalidException {
    if (!node.isTextual()) {
      throw new InvalidException(path, "not a string");
    }
    return node.textValue();
  }

  /** Returns {@code text} if it is Unicode, without control characters and not too long. */
  static String check(String text, String path) throws InvalidException {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidException(path, "longer than " + MAX_LENGTH + " characters");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        throw new InvalidException(path, "has control characters");
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new InvalidException(path, "not Unicode");
      }
    }
    return text;
  }
}
