package vcluster.backend.http;

import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The pages for operators, which only the connector has that is meant for them. */
final class PageHandler extends Handler.Abstract.NonBlocking {
  private final Connector connector;
  private final Map<String, Supplier<HttpAnswer>> pages;

  PageHandler(Connector connector, Map<String, Supplier<HttpAnswer>> pages) {
    this.connector = connector;
    this.pages = pages;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (request.getConnectionMetaData().getConnector() != connector) {
      return false;
    }
    answer(request).send(request, response, callback);
    return true;
  }

  private HttpAnswer answer(Request request) {
    Supplier<HttpAnswer> page = pages.get(request.getHttpURI().getPath());
    if (page == null) {
      return HttpAnswer.error(HttpStatus.NOT_FOUND_404, "not found");
    }
    boolean reads =
        HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
    return reads ? page.get() : HttpAnswer.readOnly();
  }
}
