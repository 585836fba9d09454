package vcluster.backend.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The answer to one request.
 *
 * @param headers all but the content's length
 * @param content never holds what the client sent
 */
public record HttpAnswer(int status, List<HttpField> headers, String content) {
  private static final HttpField JSON =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
  private static final HttpField NO_STORE =
      new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");
  private static final HttpField RETRY_AFTER = new PreEncodedHttpField(HttpHeader.RETRY_AFTER, "2");
  private static final HttpField ALLOW_POST = new PreEncodedHttpField(HttpHeader.ALLOW, "POST");
  private static final HttpField ALLOW_GET = new PreEncodedHttpField(HttpHeader.ALLOW, "GET, HEAD");
  private static final HttpField BEARER =
      new PreEncodedHttpField(HttpHeader.WWW_AUTHENTICATE, "Bearer");

  static HttpAnswer ok(String json) {
    return new HttpAnswer(HttpStatus.OK_200, List.of(JSON), json);
  }

  /** A text that no cache may keep. */
  static HttpAnswer text(int status, String type, String text) {
    HttpField contentType = new HttpField(HttpHeader.CONTENT_TYPE, type);
    return new HttpAnswer(status, List.of(contentType, NO_STORE), text);
  }

  /** A refusal with its reason as JSON, and with the header that its status requires. */
  static HttpAnswer error(int status, String reason) {
    List<HttpField> headers =
        switch (status) {
          case HttpStatus.UNAUTHORIZED_401 -> List.of(JSON, BEARER);
          case HttpStatus.METHOD_NOT_ALLOWED_405 -> List.of(JSON, ALLOW_POST);
          case HttpStatus.TOO_MANY_REQUESTS_429, HttpStatus.SERVICE_UNAVAILABLE_503 ->
              List.of(JSON, RETRY_AFTER);
          default -> List.of(JSON);
        };
    return new HttpAnswer(status, headers, json(reason));
  }

  /** The refusal of a page that can only be read. */
  static HttpAnswer readOnly() {
    return new HttpAnswer(
        HttpStatus.METHOD_NOT_ALLOWED_405, List.of(JSON, ALLOW_GET), json("use GET"));
  }

  private static String json(String error) {
    return JsonNodeFactory.instance.objectNode().put("error", error).toString();
  }

  /** Sends it; after a refusal the rest of the body would be taken for the next request. */
  public void send(Request request, Response response, Callback callback) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    headers.forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    if (status >= HttpStatus.BAD_REQUEST_400 && !request.consumeAvailable()) {
      response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
    }
    response.write(true, ByteBuffer.wrap(bytes), callback);
  }
}
