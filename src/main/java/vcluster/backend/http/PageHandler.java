package vcluster.backend.http;

import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Serves a page for those who monitor the server; its text is made anew for each request. */
final class PageHandler extends Handler.Abstract.NonBlocking {
  private final Supplier<HttpAnswer> page;

  PageHandler(Supplier<HttpAnswer> page) {
    this.page = page;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    boolean reads =
        HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
    HttpAnswer answer = reads ? page.get() : HttpAnswer.readOnly();
    answer.send(response, callback);
    return true;
  }
}
