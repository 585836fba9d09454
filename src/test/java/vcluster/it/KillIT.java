package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.testing.Await;
import vcluster.testing.Received;
import vcluster.testing.Reply;

/** Nothing lost and nothing twice, whoever is killed and whatever the server does. */
class KillIT {
  private static final int COMMANDS_A_ROUND = 3;

  /** An upload is through by then, unless the server lets it hang. */
  private static final int MAX_LIFE_MILLIS = 600;

  @RegisterExtension final Sandbox sandbox = new Sandbox();

  private final Random random = new Random();
  private final Set<List<String>> ended = new HashSet<>();
  private final Set<List<String>> killed = new HashSet<>();

  @Test
  void events_amidKillsAndFailures_areAcceptedOnceEach() throws Exception {
    List<String[]> lines = CommandLines.different(Soak.of(200) * COMMANDS_A_ROUND);
    for (int i = 0; i < lines.size(); i += COMMANDS_A_ROUND) {
      round(lines.subList(i, i + COMMANDS_A_ROUND));
    }
    sandbox.backend().answers(Reply.of(200));
    Result flush = sandbox.vcluster().flush();

    assertThat(flush.exitCode()).as(flush.err()).isZero();
    List<List<String>> arrived = sandbox.backend().commands();
    assertThat(arrived).doesNotHaveDuplicates().containsAll(ended);
    Set<List<String>> known = new HashSet<>(ended);
    known.addAll(killed);
    assertThat(known).containsAll(arrived);
    assertEachKeyHasOneBody();
    assertNoEventHasTwoKeys();
  }

  private void round(List<String[]> lines) throws IOException, InterruptedException {
    sandbox.backend().answersEach(this::whatever);
    sandbox.forgetFailures();
    Process flush = sandbox.vcluster().start("telemetry", "flush");
    List<Process> commands = new ArrayList<>();
    lines.forEach(line -> commands.add(sandbox.vcluster().start(line)));
    Await.pause(random.nextInt(MAX_LIFE_MILLIS));
    sandbox.uploaders().kill();
    commands.get(random.nextInt(commands.size())).destroyForcibly();
    Await.pause(random.nextInt(MAX_LIFE_MILLIS));
    flush.destroyForcibly();
    sandbox.uploaders().kill();
    for (int i = 0; i < commands.size(); i++) {
      boolean well = commands.get(i).waitFor() == 0;
      (well ? ended : killed).add(CommandLines.event(lines.get(i)));
    }
    flush.waitFor();
  }

  private Reply whatever(Received request) {
    return switch (random.nextInt(5)) {
      case 0 -> Reply.of(500);
      case 1 -> Reply.never();
      case 2 -> Reply.of(200).unanswered();
      default -> Reply.of(200);
    };
  }

  private void assertEachKeyHasOneBody() {
    Map<String, String> bodies = new HashMap<>();
    for (Received request : sandbox.backend().requests()) {
      String first = bodies.putIfAbsent(request.key(), request.body());
      assertThat(first == null || first.equals(request.body())).as(request.key()).isTrue();
    }
  }

  private void assertNoEventHasTwoKeys() {
    Map<List<String>, String> keys = new HashMap<>();
    for (Received request : sandbox.backend().requests()) {
      for (List<String> command : request.commands()) {
        String first = keys.putIfAbsent(command, request.key());
        assertThat(first == null || first.equals(request.key())).as("%s", command).isTrue();
      }
    }
  }
}
