package vcluster.backend.http;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.ObjIntConsumer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import vcluster.backend.store.CommitOutcome;
import vcluster.backend.store.GroupCommit;
import vcluster.backend.store.Stored;
import vcluster.backend.verify.Verdict;
import vcluster.wire.Protocol;

/** Reads, verifies and submits the bodies of requests, and answers after the commit. */
final class IngestHandler extends Handler.Abstract.NonBlocking {
  /** Turns a body into events. */
  @FunctionalInterface
  interface Verification {
    Verdict verify(byte[] body, Optional<String> idempotencyKey);
  }

  /**
   * What one path accepts.
   *
   * @param types media types, without parameters
   */
  record Kind(Set<String> types, Verification verification) {}

  private final Map<String, Kind> kinds;
  private final GroupCommit commits;
  private final BodyMemory memory;
  private final IngestMeters meters;
  private final ObjIntConsumer<Request> events;

  /**
   * Prepares to handle requests.
   *
   * @param events told how many events a request brought
   */
  IngestHandler(
      Map<String, Kind> kinds,
      GroupCommit commits,
      BodyMemory memory,
      IngestMeters meters,
      ObjIntConsumer<Request> events) {
    this.kinds = kinds;
    this.commits = commits;
    this.memory = memory;
    this.meters = meters;
    this.events = events;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Kind kind = kinds.get(request.getHttpURI().getPath());
    if (kind == null) {
      HttpAnswer.error(HttpStatus.NOT_FOUND_404, "not found").send(request, response, callback);
      return true;
    }
    RequestHead head = RequestHead.of(request, kind.types());
    if (head instanceof RequestHead.Refused refused) {
      refused.answer().send(request, response, callback);
    } else if (head instanceof RequestHead.Accepted accepted) {
      Exchange exchange = new Exchange(this, request, response, callback, accepted, kind);
      new BodyReader(request, memory, exchange::receive, exchange::send).run();
    }
    return true;
  }

  /** One request whose headers are accepted. */
  private record Exchange(
      IngestHandler server,
      Request request,
      Response response,
      Callback callback,
      RequestHead.Accepted head,
      Kind kind) {
    /** Answers whatever goes wrong, so that no client is left waiting. */
    void receive(byte[] body) {
      try {
        inflate(body);
      } catch (RuntimeException | Error fault) {
        callback.failed(fault);
      }
    }

    private void inflate(byte[] body) {
      if (!head.gzip()) {
        verify(body);
        return;
      }
      try {
        Optional<byte[]> content = Gzip.inflate(body, Protocol.MAX_BODY_BYTES);
        content.ifPresentOrElse(
            this::verify, () -> refuse(HttpStatus.PAYLOAD_TOO_LARGE_413, "body longer than 1 MiB"));
      } catch (IOException e) {
        refuse(HttpStatus.BAD_REQUEST_400, "body is not gzip");
      }
    }

    private void verify(byte[] body) {
      Verdict verdict = kind.verification().verify(body, head.idempotencyKey());
      if (verdict instanceof Verdict.Malformed malformed) {
        String where = malformed.path().isEmpty() ? "" : malformed.path() + ": ";
        refuse(HttpStatus.BAD_REQUEST_400, where + malformed.reason());
      } else if (verdict instanceof Verdict.Unauthorized unauthorized) {
        refuse(HttpStatus.UNAUTHORIZED_401, unauthorized.reason());
      } else if (verdict instanceof Verdict.Accepted accepted) {
        server.events.accept(request, IngestResponse.eventCount(accepted));
        submit(accepted);
      }
    }

    private void submit(Verdict.Accepted accepted) {
      if (accepted.incoming().isEmpty()) {
        report(List.of(), accepted);
        return;
      }
      CompletableFuture<?> unused =
          server
              .commits
              .submit(accepted.incoming())
              .thenAccept(outcome -> tell(outcome, accepted))
              .exceptionally(
                  fault -> {
                    callback.failed(fault);
                    return null;
                  });
    }

    private void tell(CommitOutcome outcome, Verdict.Accepted accepted) {
      if (outcome instanceof CommitOutcome.Committed committed) {
        report(committed.stored(), accepted);
      } else if (outcome instanceof CommitOutcome.Unavailable) {
        refuse(HttpStatus.SERVICE_UNAVAILABLE_503, "not stored, retry later");
      } else {
        refuse(HttpStatus.INTERNAL_SERVER_ERROR_500, "not stored: internal error");
      }
    }

    private void report(List<Stored> stored, Verdict.Accepted accepted) {
      IngestResponse report = IngestResponse.of(stored, accepted);
      server.meters.count(report);
      send(HttpAnswer.ok(report.json()));
    }

    private void refuse(int status, String reason) {
      send(HttpAnswer.error(status, reason));
    }

    private void send(HttpAnswer answer) {
      answer.send(request, response, callback);
    }
  }
}
