package vcluster.syncer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import vcluster.upload.SendResult;

/** Keeps what it is sent, and answers as told, else with 200. */
final class FakeOutlet implements Outlet {
  /** One attempt to send a body. */
  record Sent(String key, String body) {
    int events() {
      return body.split("\\{\"type\":", -1).length - 1;
    }
  }

  final List<Sent> sent = new ArrayList<>();

  private final Deque<SendResult> answers = new ArrayDeque<>();

  void answer(SendResult... next) {
    answers.addAll(List.of(next));
  }

  @Override
  public SendResult send(String key, String body) {
    sent.add(new Sent(key, body));
    return answers.isEmpty() ? new SendResult.Accepted(200) : answers.remove();
  }

  Sent last() {
    return sent.get(sent.size() - 1);
  }
}
