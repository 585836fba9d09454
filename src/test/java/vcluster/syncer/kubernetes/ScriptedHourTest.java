package vcluster.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static vcluster.testing.VclusterObjects.event;
import static vcluster.testing.VclusterObjects.lease;
import static vcluster.testing.VclusterObjects.managed;
import static vcluster.testing.VclusterObjects.podOf;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.syncer.EventType;
import vcluster.syncer.Gvk;
import vcluster.syncer.SyncerEvent;
import vcluster.testing.Await;
import vcluster.testing.ScriptedDispatcher;
import vcluster.testing.VclusterObjects;

/** An hour in the life of a vCluster, and every event that it gives. */
class ScriptedHourTest {
  private static final Gvk POD = new Gvk("", "v1", "Pod");
  private static final Gvk CONFIG_MAP = new Gvk("", "v1", "ConfigMap");
  private static final Gvk SECRET = new Gvk("", "v1", "Secret");
  private static final Gvk SERVICE = new Gvk("", "v1", "Service");
  private static final Gvk INGRESS = new Gvk("networking.k8s.io", "v1", "Ingress");
  private static final Gvk STATEFUL_SET = new Gvk("apps", "v1", "StatefulSet");

  @RegisterExtension final Scene scene = new Scene();

  private final List<SyncerEvent> expected = new ArrayList<>();

  @Test
  void anHour_givesExactlyTheExpectedEvents() throws IOException {
    begin();
    creationsAndChanges();
    syncErrors();
    leaders();
    droppedWatches();
    anAbsence();
    aForbiddenKind();
    anExpiredToken();
    tooOldAVersion();
    everyWatchAnswersOnceMore();

    assertThat(scene.events).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** What is there already has not happened. */
  private void begin() {
    scene.host().put(managed("Pod", "old", 0));
    scene.host().put(lease("a", 0));
    scene.virtual().put(event("old", "SyncError", "v1", "Pod", 7));
    scene.publishVirtual();
    scene.observe();
    scene.awaitWatches();
  }

  private void creationsAndChanges() {
    later();
    scene.host().put(managed("Pod", "new", 0));
    happens(synced(POD));
    later();
    scene.host().put(managed("ConfigMap", "new", 0));
    scene.host().put(managed("Secret", "new", 0));
    happens(synced(CONFIG_MAP), synced(SECRET));
    later();
    scene.host().put(podOf("", "nobodys"));
    scene.host().put(podOf("other", "anothers"));
    scene.host().put(managed("Pod", "old", 1));
    happens(synced(POD));
    scene.host().admin().pods().inNamespace("team").withName("old").delete();
  }

  private void syncErrors() {
    later();
    scene.virtual().put(event("new", "SyncError", "apps/v1", "StatefulSet", 1));
    happens(failed(STATEFUL_SET));
    later();
    scene.virtual().put(event("new", "SyncError", "apps/v1", "StatefulSet", 2));
    happens(failed(STATEFUL_SET));
    later();
    // No occurrence: the same count, and another reason.
    var relabelled = event("new", "SyncError", "apps/v1", "StatefulSet", 2);
    relabelled.getMetadata().getAnnotations().put("other", "note");
    scene.virtual().put(relabelled);
    scene.virtual().put(event("started", "Started", "v1", "Pod", 1));
    scene
        .virtual()
        .put(
            event(
                "hostile", "SyncError", VclusterObjects.SECRET, "my " + VclusterObjects.SECRET, 1));
    happens(failed(Gvk.NONE));
  }

  private void leaders() {
    later();
    scene.host().put(lease("a", 1));
    scene.host().put(lease("b", 2));
    happens(stopped(), started());
    later();
    scene.host().put(lease("", 3));
    happens(stopped());
    later();
    scene.host().put(lease("c", 4));
    happens(started());
  }

  private void droppedWatches() {
    later();
    scene.host().script().dropWatches();
    scene.virtual().script().dropWatches();
    scene.awaitWatches();
    later();
    scene.host().put(managed("Pod", "new", 1));
    scene.virtual().put(event("new", "SyncError", "apps/v1", "StatefulSet", 3));
    happens(synced(POD), failed(STATEFUL_SET));
  }

  /**
   * What happened meanwhile is recorded once, when the host and the virtual cluster answer again.
   */
  private void anAbsence() throws IOException {
    later();
    scene.host().cable().cut();
    scene.virtual().cable().cut();
    scene.host().put(managed("Pod", "new", 2));
    scene.host().put(managed("Pod", "new", 3));
    scene.host().put(managed("Service", "new", 0));
    scene.host().admin().configMaps().inNamespace("team").withName("new").delete();
    scene.host().put(lease("d", 5));
    scene.virtual().put(event("away", "SyncError", "v1", "Pod", 4));
    later();
    scene.host().cable().mend();
    scene.virtual().cable().mend();
    happens(synced(POD), synced(SERVICE), stopped(), started(), failed(POD));
    scene.awaitWatches();
  }

  /** Others are watched on, and what was forbidden is made up for. */
  private void aForbiddenKind() {
    later();
    ScriptedDispatcher script = scene.host().script();
    script.refuse("/secrets", 403);
    script.dropWatches();
    Await.until("the others are watched", () -> script.watching("") == Scene.HOST_WATCHES - 1);
    scene.host().put(managed("Secret", "new", 1));
    scene.host().put(managed("Service", "new", 1));
    happens(synced(SERVICE));
    later();
    script.allow("/secrets");
    happens(synced(SECRET));
    scene.awaitWatches();
  }

  private void anExpiredToken() {
    later();
    ScriptedDispatcher script = scene.host().script();
    script.refuse("/api", 401);
    script.dropWatches();
    scene.host().put(managed("Ingress", "new", 0));
    Await.until("it is told", () -> scene.log.stream().anyMatch(l -> l.contains("credentials")));
    later();
    script.allow("/api");
    happens(synced(INGRESS));
    scene.awaitWatches();
  }

  /** After which everything is listed again. */
  private void tooOldAVersion() {
    later();
    int requests = scene.host().script().requests().size();
    scene.host().script().expireWatches();
    Await.until(
        "everything was listed again",
        () -> scene.host().script().requests().size() >= requests + 2 * Scene.HOST_WATCHES);
    scene.awaitWatches();
  }

  /** Each watch keeps the order: had one more to tell, it would have told before. */
  private void everyWatchAnswersOnceMore() {
    later();
    for (String kind : List.of("Pod", "ConfigMap", "Secret", "Service", "Ingress")) {
      scene.host().put(managed(kind, "last", 0));
    }
    scene.host().put(lease("", 6));
    scene.virtual().put(event("last", "SyncError", "v1", "Pod", 1));
    happens(synced(POD), synced(CONFIG_MAP), synced(SECRET), synced(SERVICE), synced(INGRESS));
    happens(stopped(), failed(POD));
  }

  private void later() {
    scene.clock.advance(Duration.ofMinutes(3));
  }

  private void happens(SyncerEvent... now) {
    expected.addAll(List.of(now));
    Await.until("there are " + expected, () -> scene.events.size() >= expected.size());
  }

  private SyncerEvent synced(Gvk gvk) {
    return new SyncerEvent(EventType.RESOURCE_SYNC, now(), true, 0, "", gvk);
  }

  private SyncerEvent failed(Gvk gvk) {
    return new SyncerEvent(EventType.RESOURCE_SYNC, now(), false, 0, "SyncError", gvk);
  }

  private SyncerEvent started() {
    return new SyncerEvent(EventType.LEADERSHIP_STARTED, now(), false, 0, "", Gvk.NONE);
  }

  private SyncerEvent stopped() {
    return new SyncerEvent(EventType.LEADERSHIP_STOPPED, now(), false, 0, "", Gvk.NONE);
  }

  private long now() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, scene.clock.instant());
  }
}
