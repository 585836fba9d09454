package vcluster.upload;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import vcluster.outbox.Batch;

/** Keeps what it is to send, and answers as it was told; when it was told no more, it accepts. */
final class FakeSender implements Sender {
  final List<Batch> sent = new ArrayList<>();

  /** What happens before each request is on its way, and while it is. */
  Step before = () -> {};

  Step during = () -> {};

  private final Deque<SendResult> answers = new ArrayDeque<>();

  void answer(SendResult... next) {
    answers.addAll(List.of(next));
  }

  @Override
  public String url() {
    return "https://backend.test/v1/cli";
  }

  @Override
  public SendResult send(Batch batch, Runnable underWay) {
    sent.add(batch);
    run(before);
    underWay.run();
    run(during);
    return answers.isEmpty() ? new SendResult.Accepted(204) : answers.remove();
  }

  private static void run(Step step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  interface Step {
    void run() throws Exception;
  }
}
