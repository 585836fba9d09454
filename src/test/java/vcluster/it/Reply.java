package vcluster.it;

/**
 * How the server treats a request.
 *
 * @param headers further header lines, each with its line end
 * @param answered false: the server does what the status says, but the answer never arrives
 */
record Reply(int status, String headers, boolean answered) {

  static Reply of(int status) {
    return new Reply(status, "", true);
  }

  /** The connection stays open, and that is all. */
  static Reply never() {
    return new Reply(0, "", false);
  }

  Reply with(String name, String value) {
    return new Reply(status, headers + name + ": " + value + "\r\n", answered);
  }

  Reply unanswered() {
    return new Reply(status, headers, false);
  }

  boolean accepts() {
    return status >= 200 && status < 300;
  }

  /** Each connection takes one request, so that their order can be told. */
  String text() {
    String length = accepts() && status == 204 ? "" : "Content-Length: 0\r\n";
    return "HTTP/1.1 " + status + " .\r\n" + length + headers + "Connection: close\r\n\r\n";
  }
}
