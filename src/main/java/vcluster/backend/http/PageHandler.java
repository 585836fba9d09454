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
import org.jspecify.annotations.Nullable;

/** The pages that one of the connectors has; the other handlers never see a request for them. */
final class PageHandler extends Handler.Abstract.NonBlocking {
  private final Connector connector;
  private final boolean nothingElse;
  private final Map<String, Supplier<HttpAnswer>> pages;

  /**
   * Answers with {@code pages}, by their paths.
   *
   * @param nothingElse whether all other paths of the connector are unknown
   */
  PageHandler(Connector connector, boolean nothingElse, Map<String, Supplier<HttpAnswer>> pages) {
    this.connector = connector;
    this.nothingElse = nothingElse;
    this.pages = pages;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Supplier<HttpAnswer> page = pages.get(request.getHttpURI().getPath());
    if (request.getConnectionMetaData().getConnector() != connector
        || (page == null && !nothingElse)) {
      return false;
    }
    answer(request, page).send(request, response, callback);
    return true;
  }

  private static HttpAnswer answer(Request request, @Nullable Supplier<HttpAnswer> page) {
    if (page == null) {
      return HttpAnswer.error(HttpStatus.NOT_FOUND_404, "not found");
    }
    boolean reads =
        HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
    return reads ? page.get() : HttpAnswer.readOnly();
  }
}
