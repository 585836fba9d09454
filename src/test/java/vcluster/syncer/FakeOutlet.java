package vcluster.syncer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import vcluster.upload.Answer;

/** Keeps what it is sent, and answers as it was told; when it was told no more, it accepts. */
final class FakeOutlet implements Outlet {
  final List<FrozenBody> sent = new ArrayList<>();

  private final Deque<Answer> answers = new ArrayDeque<>();

  void answer(Answer... next) {
    answers.addAll(List.of(next));
  }

  @Override
  public Answer send(FrozenBody body) {
    sent.add(body);
    return answers.isEmpty() ? new Answer.Accepted(200) : answers.remove();
  }

  FrozenBody last() {
    return sent.get(sent.size() - 1);
  }
}
