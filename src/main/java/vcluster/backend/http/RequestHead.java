package vcluster.backend.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import vcluster.wire.Protocol;

/** Decides by the method and the headers of a request whether its body is read. */
sealed interface RequestHead {
  /** The body is read. */
  record Accepted(boolean gzip, Optional<String> idempotencyKey) implements RequestHead {}

  /** The request is answered at once. */
  record Refused(HttpAnswer answer) implements RequestHead {}

  /**
   * Checks the method and the headers.
   *
   * @param types the media types that are accepted, without parameters
   */
  static RequestHead of(Request request, Set<String> types) {
    if (!HttpMethod.POST.is(request.getMethod())) {
      return refused(HttpStatus.METHOD_NOT_ALLOWED_405, "use POST");
    }
    HttpFields headers = request.getHeaders();
    if (!types.contains(mediaType(headers.get(HttpHeader.CONTENT_TYPE)))) {
      return refused(HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, "use Content-Type: application/json");
    }
    List<String> encodings = headers.getCSV(HttpHeader.CONTENT_ENCODING, false);
    boolean gzip = encodings.size() == 1 && encodings.get(0).equalsIgnoreCase("gzip");
    boolean plain = encodings.isEmpty() || encodings.equals(List.of("identity"));
    if (!gzip && !plain) {
      return refused(HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, "unknown Content-Encoding; use gzip");
    }
    List<String> keys = headers.getValuesList(Protocol.IDEMPOTENCY_KEY);
    if (keys.size() > 1 || keys.stream().anyMatch(key -> !isKey(key))) {
      return refused(
          HttpStatus.BAD_REQUEST_400,
          "Idempotency-Key must be one value of 1 to 256 printable ASCII characters");
    }
    return new Accepted(gzip, keys.stream().findFirst());
  }

  private static Refused refused(int status, String reason) {
    return new Refused(HttpAnswer.error(status, reason));
  }

  private static String mediaType(String header) {
    return header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static boolean isKey(String key) {
    return !key.isEmpty()
        && key.length() <= Protocol.MAX_TEXT
        && key.chars().allMatch(character -> character >= 0x20 && character < 0x7f);
  }
}
