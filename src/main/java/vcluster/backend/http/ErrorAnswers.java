package vcluster.backend.http;

import java.util.Arrays;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jetty's own refusals in the form of ours, without anything from the request. */
public final class ErrorAnswers extends ErrorHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);
  private static final int MAX_FRAMES = 8;

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    if (status == HttpStatus.INTERNAL_SERVER_ERROR_500
        && request.getAttribute(ERROR_EXCEPTION) instanceof Throwable fault) {
      // The message may quote what a client wrote.
      LOG.error(
          "Internal error: {} at {}.",
          fault.getClass().getName(),
          Arrays.stream(fault.getStackTrace()).limit(MAX_FRAMES).toList());
    }
    HttpAnswer.error(status, HttpStatus.getMessage(status)).send(request, response, callback);
    return true;
  }
}
