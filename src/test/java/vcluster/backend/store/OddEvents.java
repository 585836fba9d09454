package vcluster.backend.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vcluster.backend.record.CliEvent;
import vcluster.backend.record.EventKey;
import vcluster.backend.record.Incoming;
import vcluster.backend.record.InstanceEvent;
import vcluster.backend.record.SyncerUpload;
import vcluster.backend.record.Syncs;

/** Events of few members, of every shape and at any time, each with a key of its own. */
final class OddEvents {
  private static final int MEMBERS = 60;
  private static final List<String> CLI_VERSIONS =
      List.of("", "*", "0.18.0", "0.20.0", "v0.20.1", "0.21.0-beta.1", "0.21.0", "0.36.1", "1.0.0");
  private static final List<String> SYNCER_VERSIONS =
      List.of("", "*", "v0.15.0", "v0.15.1", "v0.16.4", "v0.17.1", "v0.18.0", "v0.20.0", "0.34.0");
  private static final List<String> COMMANDS =
      List.of(
          "vcluster create *",
          "vcluster create * *",
          "vcluster connect *",
          "vcluster",
          "vcluster *",
          "vcluster * *",
          "vcluster made-up",
          "vcluster version",
          "vcluster list");
  private static final List<String> OPTIONS =
      List.of(
          "",
          "",
          "--namespace",
          "--namespace --set",
          "--* --*",
          "--debug --expose --made-up",
          "--*");
  private static final List<String> ERRORS = List.of("", "", "", "network", "usage");
  private static final List<String> SYSTEMS = List.of("linux", "linux", "darwin", "");
  private static final List<String> ARCHITECTURES = List.of("amd64", "amd64", "arm64", "");
  private static final List<String> KUBERNETES =
      List.of("", "v1.28.1+k3s1", "v1.31.4", "1.32.0", "*", "unknown");
  private static final List<String> FLAGS =
      List.of("", "leader-elect", "* leader-elect tls-san", "made-up name", "* *");
  private static final List<String> CONTROLLERS =
      List.of("", "ingresses", "-pods hoststorageclasses", "*", "made-up");
  private static final List<String> HELM =
      List.of(
          "",
          "sync.nodes.enabled telemetry.disabled",
          "* sync.fromHost.nodes.enabled",
          "controlPlane.distro.k8s.version controlPlane.ingress.enabled",
          "made.up");

  private final Random random;
  private int next;

  OddEvents(Random random) {
    this.random = random;
  }

  /** The machines that all these are of. */
  List<UUID> machines() {
    return ids("odd machine ");
  }

  /** The instances that all these are of. */
  List<UUID> instances() {
    return ids("odd instance ");
  }

  private static List<UUID> ids(String name) {
    return IntStream.range(0, MEMBERS).mapToObj(i -> Events.id(name + i)).toList();
  }

  /** Some that are sent at a time; a few claim one that can't be true. */
  List<Incoming> some(int number, Instant at) {
    List<Incoming> events = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      EventKey key = new EventKey(new UUID(0x0dd, next++), random.nextInt(3));
      Instant claimed = claimed(at);
      switch (random.nextInt(3)) {
        case 0 -> events.add(command(key, one(machines()), claimed));
        case 1 -> events.add(upload(key, one(instances()), claimed));
        default -> events.add(tell(key, one(instances()), claimed));
      }
    }
    return events;
  }

  /** Another one of the same member. */
  Incoming of(Incoming event, EventKey key, Instant claimed) {
    return event instanceof CliEvent
        ? command(key, event.member(), claimed)
        : event instanceof SyncerUpload
            ? upload(key, event.member(), claimed)
            : tell(key, event.member(), claimed);
  }

  private Instant claimed(Instant at) {
    Duration late =
        switch (random.nextInt(6)) {
          case 0 -> Duration.ofMinutes(random.nextInt(31 * 24 * 60));
          case 1 -> Duration.ofDays(random.nextInt(90) - 45L);
          case 2 -> Duration.ofDays(30);
          default -> Duration.ofMinutes(random.nextInt(12 * 60));
        };
    return at.minus(late);
  }

  private <T> T one(List<T> some) {
    // The first ones more often than the last.
    return some.get(random.nextInt(1 + random.nextInt(some.size())));
  }

  private CliEvent command(EventKey key, UUID member, Instant claimed) {
    return new CliEvent(
        key,
        Events.micros(claimed),
        member,
        one(CLI_VERSIONS),
        one(COMMANDS),
        one(OPTIONS),
        one(ERRORS),
        one(SYSTEMS),
        one(ARCHITECTURES),
        one(List.of("", "CET", "UTC", "IST")));
  }

  private SyncerUpload upload(EventKey key, UUID member, Instant claimed) {
    return new SyncerUpload(
        key,
        Events.micros(claimed),
        random.nextInt(20) == 0 ? null : Long.valueOf(Events.micros(claimed)),
        member,
        creator(),
        one(List.of("", "vclusterctl", "helm")),
        one(SYSTEMS),
        one(ARCHITECTURES),
        one(SYNCER_VERSIONS),
        one(FLAGS),
        one(CONTROLLERS),
        one(List.of("", "ClusterIP", "NodePort")),
        one(KUBERNETES),
        one(KUBERNETES),
        random.nextInt(3),
        syncs());
  }

  /** Several of one kind, some of which fail. */
  private List<Syncs> syncs() {
    List<Syncs> syncs = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String error = one(ERRORS);
      boolean known = random.nextInt(4) > 0;
      syncs.add(
          new Syncs(
              known ? "ResourceSync" : "SyncerStarted",
              known ? "core" : "",
              known ? "v1" : "",
              known ? one(List.of("Pod", "Secret", "*")) : "",
              error.isEmpty() && random.nextInt(5) > 0,
              error,
              1 + random.nextInt(2_000),
              List.of()));
    }
    return syncs;
  }

  private @Nullable UUID creator() {
    return random.nextBoolean() ? null : one(machines());
  }

  private InstanceEvent tell(EventKey key, UUID member, Instant claimed) {
    return new InstanceEvent(
        key,
        Events.micros(claimed),
        member,
        creator(),
        "vcluster_status",
        one(List.of("", "vclusterctl", "helm")),
        one(SYSTEMS),
        one(ARCHITECTURES),
        one(SYNCER_VERSIONS),
        one(List.of("", "k3s", "k8s")),
        one(KUBERNETES),
        one(KUBERNETES),
        one(HELM),
        "",
        one(ERRORS),
        number(),
        number(),
        number());
  }

  private @Nullable Long number() {
    return random.nextBoolean() ? null : Long.valueOf(random.nextInt(1 + random.nextInt(3_000)));
  }
}
