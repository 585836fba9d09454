package vcluster.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static vcluster.testing.VclusterObjects.DATA;
import static vcluster.testing.VclusterObjects.managed;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.syncer.Observer.Observation;
import vcluster.testing.Await;

class ObservationTest {
  private static final int ROUNDS = 50;

  @RegisterExtension final Scene scene = new Scene();

  @Test
  void dataOfSecrets_doesNotComeHere() {
    scene.host().put(managed("Secret", "old", 0));
    scene.observe();
    scene.awaitHostWatches();

    scene.host().put(managed("Secret", "new", 0));
    scene.host().put(managed("Secret", "old", 1));

    Await.until("both are recorded", () -> scene.events.size() >= 2);
    assertThat(scene.host().script().sent().toString())
        .contains("\"name\":\"old\"", "\"name\":\"new\"")
        .doesNotContain(DATA);
  }

  @Test
  void aServerThatKnowsNoMetadataAlone_isUnderstoodToo() {
    scene.host().script().knowMetadataNoMore();
    scene.host().put(managed("Secret", "old", 0));
    scene.observe();
    scene.awaitHostWatches();

    scene.host().put(managed("Secret", "new", 0));
    scene.host().put(managed("Secret", "old", 1));

    Await.until("both are recorded", () -> scene.events.size() >= 2);
    assertThat(scene.events).hasSize(2);
    assertThat(scene.host().script().sent().toString()).contains(DATA);
  }

  /** As a service account's is, every hour. */
  @Test
  void aRenewedToken_isUsed() throws IOException {
    scene.host().script().requireToken("first");
    Files.writeString(scene.kubeconfig(), scene.host().kubeconfig("team", "first"));
    Observation observation = scene.observe();
    scene.awaitHostWatches();

    scene.host().script().requireToken("second");
    Files.writeString(scene.kubeconfig(), scene.host().kubeconfig("team", "second"));
    scene.host().script().dropWatches();
    scene.awaitHostWatches();

    scene.host().put(managed("Pod", "new", 0));
    Await.until("it is recorded", () -> scene.events.size() == 1);
    assertThat(Scene.facts(observation).hostVersion()).isPresent();
  }

  /** The program may start before its rights do. */
  @Test
  void whatIsGrantedLater_isWatchedThen() {
    scene.host().put(managed("Pod", "old", 0));
    scene.host().script().refuse("/pods", 403);
    scene.observe();
    Await.until("it is told", () -> scene.log.toString().contains("does not allow 'list pods'"));

    scene.host().script().allow("/pods");
    scene.awaitHostWatches();
    scene.host().put(managed("Pod", "new", 0));

    Await.until("it is recorded", () -> !scene.events.isEmpty());
    assertThat(scene.events).hasSize(1);
  }

  @Test
  void listsWithoutItems_areEmpty() {
    scene.host().script().leaveEmptyListsOut();
    scene.virtual().script().leaveEmptyListsOut();
    scene.publishVirtual();
    scene.observe();

    scene.awaitWatches();
  }

  @Test
  void aListWhoseRestIsForgotten_isBegunAgain() {
    for (int i = 0; i < 5; i++) {
      scene.host().put(managed("Pod", "old-" + i, 0));
    }
    scene.host().script().expirePages(1);
    scene.publishVirtual();
    scene.observe();
    scene.awaitWatches();
    scene.host().put(managed("Pod", "new", 0));

    Await.until("it is recorded", () -> !scene.events.isEmpty());
    assertThat(scene.events).hasSize(1);
    assertThat(scene.log).isEmpty();
  }

  /** Its access rules come after it: that says nothing about rights that are missing. */
  @Test
  void aServerThatStarts_isNotSaidToForbid() {
    scene.host().script().start();
    scene.observe();

    scene.awaitHostWatches();

    assertThat(scene.log).noneMatch(line -> line.contains("'list ") || line.contains("'watch "));
  }

  /** A server that is stopped says something last, and hangs up. */
  @Test
  void aWatchThatEndsRightAfterAMessage_isBegunAgain() throws IOException {
    scene.observe();
    scene.awaitHostWatches();

    for (int round = 1; round <= ROUNDS; round++) {
      scene.host().put(managed("Pod", "pod-" + round, 0));
      scene.host().cable().cut();
      scene.host().cable().mend();
      int recorded = round;
      Await.until("it is recorded", () -> scene.events.size() >= recorded);
    }

    assertThat(scene.events).hasSize(ROUNDS);
  }

  /** Behind a gateway that has forgotten the connection no end of it comes. */
  @Test
  void aWatchThatGivesNoSignOfLife_isBegunAgain() {
    scene.observeClosely(Duration.ofMillis(500));
    scene.awaitHostWatches();

    scene.host().cable().freeze();
    scene.host().put(managed("Pod", "new", 0));

    Await.until("it is recorded", () -> !scene.events.isEmpty());
    assertThat(scene.events).hasSize(1);
  }

  @Test
  void theEnd_closesEveryWatch() {
    scene.publishVirtual();
    Observation observation = scene.observe();
    scene.awaitWatches();

    observation.close();

    Await.until("nothing is watched", () -> scene.host().script().watching("") == 0);
    Await.until("nothing is watched", () -> scene.virtual().script().watching("") == 0);
  }
}
