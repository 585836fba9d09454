package vcluster.config;

/** A place in JSON text, and the steps over what may stand there (RFC 8259). */
final class JsonCursor {
  final byte[] json;
  int at;

  JsonCursor(byte[] json) {
    this.json = json;
  }

  void colon() throws MalformedJsonException {
    skipSpace();
    expect(':');
    skipSpace();
  }

  void skipWord(String word) throws MalformedJsonException {
    for (int i = 0; i < word.length(); i++) {
      expect(word.charAt(i));
    }
  }

  void skipNumber() throws MalformedJsonException {
    if (peek() == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
    } else {
      skipDigits();
    }
    if (peek() == '.') {
      at++;
      skipDigits();
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      skipDigits();
    }
  }

  void skipDigits() throws MalformedJsonException {
    int start = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    if (at == start) {
      throw malformed();
    }
  }

  void skipString() throws MalformedJsonException {
    expect('"');
    while (peek() != '"') {
      int c = peek();
      if (c < 0x20) {
        throw malformed();
      }
      at++;
      if (c == '\\') {
        skipEscape();
      }
    }
    at++;
  }

  void skipEscape() throws MalformedJsonException {
    int c = peek();
    if (c < 0 || "\"\\/bfnrtu".indexOf(c) < 0) {
      throw malformed();
    }
    at++;
    for (int digits = c == 'u' ? 4 : 0; digits > 0; digits--) {
      if (Character.digit(peek(), 16) < 0) {
        throw malformed();
      }
      at++;
    }
  }

  void skipSpace() {
    while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
      at++;
    }
  }

  void expect(int c) throws MalformedJsonException {
    if (peek() != c) {
      throw malformed();
    }
    at++;
  }

  /** The byte here, negative behind the end; one of a multi-byte character is 128 or more. */
  int peek() {
    return at < json.length ? json[at] & 0xFF : -1;
  }

  MalformedJsonException malformed() {
    int line = 1;
    for (int i = 0; i < Math.min(at, json.length); i++) {
      line += json[i] == '\n' ? 1 : 0;
    }
    return new MalformedJsonException("is not valid JSON (line " + line + ")");
  }
}
