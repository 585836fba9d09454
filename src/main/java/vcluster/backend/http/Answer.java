package vcluster.backend.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What a client is told.
 *
 * @param headers besides the content's type and length
 * @param json ASCII; nothing of it was the client's
 */
record Answer(int status, List<HttpField> headers, String json) {
  private static final HttpField JSON =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
  private static final HttpField RETRY_AFTER = new PreEncodedHttpField(HttpHeader.RETRY_AFTER, "2");
  private static final HttpField ALLOW_POST = new PreEncodedHttpField(HttpHeader.ALLOW, "POST");
  private static final HttpField ALLOW_GET = new PreEncodedHttpField(HttpHeader.ALLOW, "GET, HEAD");
  private static final HttpField BEARER =
      new PreEncodedHttpField(HttpHeader.WWW_AUTHENTICATE, "Bearer");

  static Answer ok(String json) {
    return new Answer(HttpStatus.OK_200, List.of(), json);
  }

  /** One that says no, and why. */
  static Answer error(int status, String reason) {
    return new Answer(status, headers(status), new JsonObject().text("error", reason).end());
  }

  /** For what is there to be read. */
  static Answer readOnly() {
    return new Answer(
        HttpStatus.METHOD_NOT_ALLOWED_405,
        List.of(ALLOW_GET),
        new JsonObject().text("error", "GET only").end());
  }

  /** What goes with a status, whatever the reason for it. */
  private static List<HttpField> headers(int status) {
    return switch (status) {
      case HttpStatus.UNAUTHORIZED_401 -> List.of(BEARER);
      case HttpStatus.METHOD_NOT_ALLOWED_405 -> List.of(ALLOW_POST);
      case HttpStatus.TOO_MANY_REQUESTS_429, HttpStatus.SERVICE_UNAVAILABLE_503 ->
          List.of(RETRY_AFTER);
      default -> List.of();
    };
  }

  void send(Response response, Callback callback) {
    byte[] content = json.getBytes(StandardCharsets.US_ASCII);
    response.setStatus(status);
    response.getHeaders().put(JSON);
    headers.forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.length);
    response.write(true, ByteBuffer.wrap(content), callback);
  }
}
