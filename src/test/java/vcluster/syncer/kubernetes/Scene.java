package vcluster.syncer.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import vcluster.syncer.EventSink;
import vcluster.syncer.Observation;
import vcluster.syncer.ObserverOptions;
import vcluster.syncer.SyncerEvent;
import vcluster.testing.ApiServer;
import vcluster.testing.Await;
import vcluster.testing.TestClock;
import vcluster.testing.VclusterObjects;

/** A host, a virtual cluster and who watches them, for each test. */
final class Scene implements BeforeEachCallback, AfterEachCallback {
  /** Of the kinds in the host, and of the Lease. */
  static final int HOST_WATCHES = ResourceKind.SYNCED.size() + 1;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final TestClock clock = new TestClock(Instant.ofEpochSecond(1_700_000_000, 123_456_789));
  final List<SyncerEvent> events = new CopyOnWriteArrayList<>();
  final List<String> log = new CopyOnWriteArrayList<>();
  private final List<Observation> observations = new CopyOnWriteArrayList<>();
  private ApiServer host;
  private ApiServer virtual;
  private Path kubeconfig;

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    host = new ApiServer("v1.31.2");
    virtual = new ApiServer("v1.30.4");
    kubeconfig = Files.createTempFile("host", ".yaml");
    Files.writeString(kubeconfig, host.kubeconfig("team", VclusterObjects.SECRET));
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    observations.forEach(Observation::close);
    host.close();
    virtual.close();
    Files.delete(kubeconfig);
  }

  ApiServer host() {
    return host;
  }

  ApiServer virtual() {
    return virtual;
  }

  /** Of the host. */
  Path kubeconfig() {
    return kubeconfig;
  }

  /** Puts the Secret with the virtual cluster's kubeconfig into the host. */
  void publishVirtual() {
    host.put(
        VclusterObjects.kubeconfigSecret(virtual.kubeconfig("default", VclusterObjects.SECRET)));
  }

  Observation observe() {
    return observe(PATIENCE);
  }

  /** Watches, and has this long for the facts. */
  Observation observe(Duration facts) {
    return observe(facts, Optional.empty());
  }

  /** Watches, and takes the flags from this container. */
  Observation observe(Duration facts, Optional<String> argumentsFrom) {
    return observe(options("my", "team", argumentsFrom), facts);
  }

  /** Watches another vCluster. */
  Observation observeAs(String name, String namespace) {
    return observe(options(name, namespace, Optional.empty()), PATIENCE);
  }

  void awaitWatches() {
    awaitHostWatches();
    Await.until("the virtual cluster is watched", () -> virtual.script().watching("/events") == 1);
  }

  void awaitHostWatches() {
    Await.until("the host is watched", () -> host.script().watching("") == HOST_WATCHES);
  }

  /** Watches, and hands on what happens. */
  Observation observe(EventSink recorder) {
    return observe(options("my", "team", Optional.empty()), PATIENCE, recorder);
  }

  private Observation observe(ObserverOptions options, Duration facts) {
    return observe(options, facts, event -> {});
  }

  /** Watches, and takes the pulse of each watch so often. */
  Observation observeClosely(Duration pulse) {
    return observe(options("my", "team", Optional.empty()), settings(pulse, PATIENCE), event -> {});
  }

  private Observation observe(ObserverOptions options, Duration facts, EventSink recorder) {
    return observe(options, settings(PATIENCE, facts), recorder);
  }

  private static WatchSettings settings(Duration pulse, Duration facts) {
    return new WatchSettings(
        PATIENCE,
        pulse,
        facts,
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        ResourceKind.SYNCED,
        Optional.empty());
  }

  private Observation observe(ObserverOptions options, WatchSettings settings, EventSink recorder) {
    Observation observation =
        new KubernetesObserver(settings, (level, line) -> log.add(level + " " + line))
            .start(
                options,
                clock,
                event -> {
                  recorder.record(event);
                  events.add(event);
                });
    observations.add(observation);
    return observation;
  }

  private ObserverOptions options(String name, String namespace, Optional<String> argumentsFrom) {
    return new ObserverOptions(
        name,
        Optional.of(namespace),
        Optional.of(kubeconfig),
        Optional.empty(),
        Optional.empty(),
        argumentsFrom);
  }
}
