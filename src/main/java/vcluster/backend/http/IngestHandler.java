package vcluster.backend.http;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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

/** Takes bodies in: reads, verifies and submits them, and answers after the commit. */
final class IngestHandler extends Handler.Abstract.NonBlocking {
  /** What bodies are turned into. */
  @FunctionalInterface
  interface Verification {
    Verdict verify(byte[] body, Optional<String> idempotencyKey);
  }

  /**
   * What is taken at one path.
   *
   * @param types media types, without parameters
   */
  record Kind(Set<String> types, Verification verification) {}

  /** The longest body, in bytes, as it is sent and inflated. */
  static final int MAX_BODY_LENGTH = Protocol.MAX_BODY_BYTES;

  private final Map<String, Kind> kinds;
  private final GroupCommit commits;
  private final MemoryBudget budget;
  private final IngestMeters meters;

  IngestHandler(
      Map<String, Kind> kinds, GroupCommit commits, MemoryBudget budget, IngestMeters meters) {
    this.kinds = kinds;
    this.commits = commits;
    this.budget = budget;
    this.meters = meters;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Kind kind = kinds.get(request.getHttpURI().getCanonicalPath());
    if (kind == null) {
      Answer.error(HttpStatus.NOT_FOUND_404, "nothing here").send(response, callback);
      return true;
    }
    RequestHead head = RequestHead.of(request, kind.types());
    if (head instanceof RequestHead.Refused refused) {
      refused.answer().send(response, callback);
    } else if (head instanceof RequestHead.Fine fine) {
      Exchange exchange = new Exchange(response, callback, fine, kind);
      new BodyReader(request, budget, exchange::receive, exchange::send).run();
    }
    return true;
  }

  /** One request whose headers are fine. */
  private final class Exchange {
    private final Response response;
    private final Callback callback;
    private final RequestHead.Fine head;
    private final Kind kind;

    Exchange(Response response, Callback callback, RequestHead.Fine head, Kind kind) {
      this.response = response;
      this.callback = callback;
      this.head = head;
      this.kind = kind;
    }

    /** Whatever goes wrong, the client is not left waiting. */
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
        Optional<byte[]> content = Gzip.inflate(body, MAX_BODY_LENGTH);
        content.ifPresentOrElse(
            this::verify, () -> refuse(HttpStatus.PAYLOAD_TOO_LARGE_413, "longer than 1 MiB"));
      } catch (IOException e) {
        refuse(HttpStatus.BAD_REQUEST_400, "not gzip");
      }
    }

    private void verify(byte[] body) {
      Verdict verdict = kind.verification().verify(body, head.idempotencyKey());
      if (verdict instanceof Verdict.Malformed malformed) {
        String where = malformed.path().isEmpty() ? "" : malformed.path() + ": ";
        refuse(HttpStatus.BAD_REQUEST_400, where + malformed.reason());
      } else if (verdict instanceof Verdict.Unauthorized unauthorized) {
        refuse(HttpStatus.UNAUTHORIZED_401, unauthorized.reason());
      } else if (verdict instanceof Verdict.Sound sound) {
        submit(sound);
      }
    }

    private void submit(Verdict.Sound sound) {
      if (sound.incoming().isEmpty()) {
        report(List.of(), sound);
        return;
      }
      CompletableFuture<?> unused =
          commits
              .submit(sound.incoming())
              .thenAccept(outcome -> tell(outcome, sound))
              .exceptionally(
                  fault -> {
                    callback.failed(fault);
                    return null;
                  });
    }

    private void tell(CommitOutcome outcome, Verdict.Sound sound) {
      if (outcome instanceof CommitOutcome.Committed committed) {
        report(committed.stored(), sound);
      } else if (outcome instanceof CommitOutcome.Unavailable) {
        refuse(HttpStatus.SERVICE_UNAVAILABLE_503, "not stored, come again");
      } else {
        refuse(HttpStatus.INTERNAL_SERVER_ERROR_500, "not stored");
      }
    }

    private void report(List<Stored> stored, Verdict.Sound sound) {
      IngestResponse report = IngestResponse.of(stored, sound);
      meters.count(report);
      send(Answer.ok(report.json()));
    }

    private void refuse(int status, String reason) {
      send(Answer.error(status, reason));
    }

    private void send(Answer answer) {
      answer.send(response, callback);
    }
  }
}
