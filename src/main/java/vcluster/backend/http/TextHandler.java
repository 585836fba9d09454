package vcluster.backend.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Shows a text that is made anew each time: for those who watch over this server. */
final class TextHandler extends Handler.Abstract.NonBlocking {
  record Page(int status, String type, String text) {}

  private final Supplier<Page> page;

  TextHandler(Supplier<Page> page) {
    this.page = page;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    boolean reads =
        HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
    if (!reads) {
      Answer.readOnly().send(response, callback);
      return true;
    }
    Page shown = page.get();
    response.setStatus(shown.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, shown.type());
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    byte[] content = shown.text().getBytes(StandardCharsets.UTF_8);
    response.write(true, ByteBuffer.wrap(content), callback);
    return true;
  }
}
