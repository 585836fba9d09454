package vcluster.syncer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;
import vcluster.helm.InstanceName;
import vcluster.wire.Protocol;

/** The options of {@code vcluster-syncer}, and what can be wrong with them. */
final class SyncerOptions {
  private static final int MAX_BUFFER = Protocol.MAX_SYNCER_EVENTS;
  private static final int MAX_PORT = 65_535;
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "The vCluster to watch.")
  private String name = "";

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description =
          "The host namespace that it is in. Default: that of the pod, or of the context.")
  private Optional<String> namespace = Optional.empty();

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "How to reach the host cluster. Default: as in a pod, else your own.")
  private Optional<Path> kubeconfig = Optional.empty();

  @Option(
      names = "--context",
      paramLabel = "CONTEXT",
      description = "The context of the kubeconfig to use. Default: its current one.")
  private Optional<String> context = Optional.empty();

  @Option(
      names = "--virtual-kubeconfig",
      paramLabel = "FILE",
      description =
          "How to reach the virtual cluster; may come into being later."
              + " Default: the Secret vc-<name>.")
  private Optional<Path> virtualKubeconfig = Optional.empty();

  @Option(
      names = "--syncer-version",
      paramLabel = "VERSION",
      description = "The version that the vCluster's syncer has.")
  private String syncerVersion = "";

  @Option(
      names = "--syncer-args-from",
      paramLabel = "CONTAINER",
      description =
          "The container whose arguments tell which flags are set."
              + " Default: that of the vCluster's StatefulSet or Deployment.")
  private Optional<String> argumentsFrom = Optional.empty();

  @Option(
      names = "--min-interval",
      paramLabel = "TIME",
      defaultValue = "1m",
      converter = GoDuration.class,
      description = "Upload a full buffer not sooner than this. Default: ${DEFAULT-VALUE}.")
  private Duration minInterval = Duration.ofMinutes(1);

  @Option(
      names = "--max-interval",
      paramLabel = "TIME",
      defaultValue = "5m",
      converter = GoDuration.class,
      description = "Upload at least this often. Default: ${DEFAULT-VALUE}.")
  private Duration maxInterval = Duration.ofMinutes(5);

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      defaultValue = "1m",
      converter = GoDuration.class,
      description =
          "Do not record the sync of resources for so long after the start."
              + " Default: ${DEFAULT-VALUE}.")
  private Duration warmUp = Duration.ofMinutes(1);

  @Option(
      names = "--buffer",
      paramLabel = "EVENTS",
      defaultValue = "500",
      description = "How many events wait for an upload at most. Default: ${DEFAULT-VALUE}.")
  private int buffer = 500;

  @Option(names = "--once", description = "Upload once, and exit.")
  private boolean once;

  @Option(
      names = "--dry-run",
      description =
          "Print each request's body, token included, instead of sending it;"
              + " also where telemetry is off.")
  private boolean dryRun;

  @Option(
      names = "--health-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Serve /healthz and /metrics here. Default: not at all.")
  private int healthPort;

  @Option(
      names = "--health-address",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "The address to serve them at; 0.0.0.0 for probes of a pod. Default: ${DEFAULT-VALUE}.")
  private InetAddress healthAddress = InetAddress.getLoopbackAddress();

  /** What is wrong, with the option's name; empty if nothing is. */
  Optional<String> mistake() {
    if (!InstanceName.isValid(name)) {
      return mistake("--name", "'" + name + "' is no name of a vCluster");
    }
    if (namespace.isPresent() && !InstanceName.isValid(namespace.get())) {
      return mistake("--namespace", "'" + namespace.get() + "' is no name of a namespace");
    }
    if (kubeconfig.isPresent() && !Files.isReadable(kubeconfig.get())) {
      return mistake("--kubeconfig", kubeconfig.get() + " can't be read");
    }
    if (minInterval.compareTo(SHORTEST) < 0) {
      return mistake("--min-interval", "must be 1s or more");
    }
    if (maxInterval.compareTo(minInterval) < 0) {
      return mistake("--max-interval", "must not be shorter than --min-interval");
    }
    if (buffer < 1 || buffer > MAX_BUFFER) {
      return mistake("--buffer", "must be 1 to " + MAX_BUFFER);
    }
    return healthPort < 0 || healthPort > MAX_PORT
        ? mistake("--health-port", "must be 1 to 65535, or 0 for none")
        : Optional.empty();
  }

  private static Optional<String> mistake(String option, String what) {
    return Optional.of(option + ": " + what);
  }

  ObserverOptions observed() {
    return new ObserverOptions(
        name, namespace, kubeconfig, context, virtualKubeconfig, argumentsFrom);
  }

  TelemetrySettings telemetry() {
    return new TelemetrySettings(new Schedule(minInterval, maxInterval), warmUp, buffer);
  }

  String syncerVersion() {
    return syncerVersion;
  }

  boolean once() {
    return once;
  }

  boolean dryRun() {
    return dryRun;
  }

  /** Where health is served; empty if it is not. */
  Optional<InetSocketAddress> health() {
    return healthPort == 0
        ? Optional.empty()
        : Optional.of(new InetSocketAddress(healthAddress, healthPort));
  }
}
