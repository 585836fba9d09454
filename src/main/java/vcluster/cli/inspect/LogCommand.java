package vcluster.cli.inspect;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import vcluster.cli.Action;
import vcluster.cli.Invocation;
import vcluster.event.CommandException;
import vcluster.upload.LoggedRequest;
import vcluster.upload.RequestLog;
import vcluster.usage.PlainText;

/** {@code telemetry log}: every request that left this machine, newest last. */
public final class LogCommand implements Action {
  @Override
  public int run(Invocation invocation) throws CommandException {
    Inspection inspection = Inspection.of(invocation);
    PrintStream out = invocation.surroundings().out();
    List<LoggedRequest> requests;
    try {
      requests = new RequestLog(inspection.folder()).read();
    } catch (IOException e) {
      throw inspection.failure(e);
    }
    if (Inspection.wantsJson(invocation)) {
      out.println(json(requests).toPrettyString());
    } else if (requests.isEmpty()) {
      out.println("No requests sent yet.");
    } else {
      boolean readable = Inspection.isForPeople(invocation);
      requests.forEach(request -> print(request, readable, out));
      if (readable) {
        out.println("To see the exact bodies, add -o json or use a pipe.");
      }
    }
    return 0;
  }

  private static void print(LoggedRequest request, boolean readable, PrintStream out) {
    if (readable) {
      printReadable(request, out);
    } else {
      print(request, out);
    }
  }

  private static void printReadable(LoggedRequest request, PrintStream out) {
    out.println(line(request));
    RequestText.of(request.body()).printEvents(out);
    RequestText.printHead(out, "  ", request.url(), List.of("Idempotency-Key: " + request.key()));
    out.println();
  }

  private static void print(LoggedRequest request, PrintStream out) {
    out.println(
        Inspection.text(request.time())
            + "  "
            + answer(request)
            + "  "
            + Inspection.events(request.events())
            + "  POST "
            + PlainText.of(request.url()));
    out.println("  Idempotency-Key: " + PlainText.of(request.key()));
    out.println("  " + PlainText.of(request.body()));
  }

  /** When a request began, what it carried and its answer. */
  static String line(LoggedRequest request) {
    return String.join(
        ", ",
        Inspection.text(request.time()),
        Inspection.events(request.events()),
        answer(request));
  }

  static String answer(LoggedRequest request) {
    String dropped = request.answer().equals("refused") ? ", dropped" : "";
    String answer = PlainText.of(request.answer());
    return answer + (request.status() > 0 ? " (" + request.status() + ")" : "") + dropped;
  }

  private static ArrayNode json(List<LoggedRequest> requests) {
    ArrayNode array = new ObjectMapper().createArrayNode();
    for (LoggedRequest request : requests) {
      array
          .addObject()
          .put("time", Inspection.text(request.time()))
          .put("url", request.url())
          .put("idempotencyKey", request.key())
          .put("events", request.events())
          .put("answer", request.answer())
          .put("status", request.status())
          .put("body", request.body());
    }
    return array;
  }
}
