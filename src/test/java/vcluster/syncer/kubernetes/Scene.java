package vcluster.syncer.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import picocli.CommandLine;
import vcluster.syncer.ClusterFacts;
import vcluster.syncer.Observer.Observation;
import vcluster.syncer.ObserverOptions;
import vcluster.syncer.SyncerEvent;
import vcluster.testing.ApiServer;
import vcluster.testing.Await;
import vcluster.testing.TestClock;
import vcluster.testing.VclusterObjects;

/** A host, a virtual cluster and who watches them, for each test. */
final class Scene implements BeforeEachCallback, AfterEachCallback {
  /** Of the kinds in the host, and of the Lease. */
  static final int HOST_WATCHES = Watches.SYNCED.size() + 1;

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

  /** Watches a vCluster {@code my} in {@code team}, with more options. */
  Observation observe(String... more) {
    return observe(PATIENCE, event -> {}, options("my", "team", more));
  }

  /** Watches another vCluster. */
  Observation observeAs(String name, String namespace) {
    return observe(PATIENCE, event -> {}, options(name, namespace));
  }

  /** Watches, and hands on what happens. */
  Observation observe(Consumer<SyncerEvent> recorder) {
    return observe(PATIENCE, recorder, options("my", "team"));
  }

  /** Watches, and pings each watch so often. */
  Observation observeClosely(Duration ping) {
    return observe(ping, event -> {}, options("my", "team"));
  }

  /** The facts, however slow the machine is. */
  static ClusterFacts facts(Observation observation) {
    return observation.read(PATIENCE);
  }

  void awaitWatches() {
    awaitHostWatches();
    Await.until("the virtual cluster is watched", () -> virtual.script().watching("/events") == 1);
  }

  void awaitHostWatches() {
    Await.until("the host is watched", () -> host.script().watching("") == HOST_WATCHES);
  }

  private Observation observe(
      Duration ping, Consumer<SyncerEvent> recorder, ObserverOptions options) {
    WatchRecorder both = new WatchRecorder(clock, recorder.andThen(events::add));
    Observation observation =
        KubernetesObservation.start(
            options,
            new WatchSettings(
                PATIENCE,
                ping,
                Duration.ofMillis(10),
                Duration.ofMillis(20),
                Duration.ofMillis(50)),
            both,
            (level, line) -> log.add(level + " " + line));
    observations.add(observation);
    observation.watch();
    return observation;
  }

  private ObserverOptions options(String name, String namespace, String... more) {
    return CommandLine.populateCommand(
        new ObserverOptions(),
        Stream.concat(
                Stream.of(
                    "--name=" + name, "--namespace=" + namespace, "--kubeconfig=" + kubeconfig),
                Stream.of(more))
            .toArray(String[]::new));
  }
}
