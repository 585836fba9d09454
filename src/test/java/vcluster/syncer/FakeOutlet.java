package vcluster.syncer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import vcluster.upload.SendResult;

/** Keeps what it is sent, and answers as it was told; when it was told no more, it accepts. */
final class FakeOutlet implements Outlet {
  final List<FrozenBody> sent = new ArrayList<>();

  private final Deque<SendResult> answers = new ArrayDeque<>();

  void answer(SendResult... next) {
    answers.addAll(List.of(next));
  }

  @Override
  public SendResult send(FrozenBody body) {
    sent.add(body);
    return answers.isEmpty() ? new SendResult.Accepted(200) : answers.remove();
  }

  FrozenBody last() {
    return sent.get(sent.size() - 1);
  }
}
