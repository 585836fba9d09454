package vcluster.syncer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vcluster.wire.Protocol;

/** The options of {@code vcluster-syncer}. */
final class SyncerOptions {
  private static final int MAX_BUFFER = Protocol.MAX_SYNCER_EVENTS;
  private static final int MAX_PORT = 65_535;
  private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);

  @Mixin ObserverOptions observed = new ObserverOptions();

  @Option(
      names = "--syncer-version",
      paramLabel = "VERSION",
      description = "The version of the vCluster's syncer")
  String syncerVersion = "";

  @Option(
      names = "--min-interval",
      paramLabel = "TIME",
      defaultValue = "1m",
      description = "Shortest time between two uploads (default: ${DEFAULT-VALUE})")
  private Duration minInterval = Duration.ofMinutes(1);

  @Option(
      names = "--max-interval",
      paramLabel = "TIME",
      defaultValue = "5m",
      description =
          "Longest time between two uploads, if the buffer does not fill up before"
              + " (default: ${DEFAULT-VALUE})")
  private Duration maxInterval = Duration.ofMinutes(5);

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      defaultValue = "1m",
      description =
          "Ignore resource syncs for this long after the start (default: ${DEFAULT-VALUE})")
  private Duration warmUp = Duration.ofMinutes(1);

  @Option(
      names = "--buffer",
      paramLabel = "EVENTS",
      defaultValue = "500",
      description = "How many events can wait for an upload (default: ${DEFAULT-VALUE})")
  private int buffer = 500;

  @Option(names = "--once", description = "Upload once and exit")
  boolean once;

  @Option(
      names = "--dry-run",
      description =
          "Print each request body, including the token, instead of sending it;"
              + " works even if telemetry is off")
  boolean dryRun;

  @Option(
      names = "--health-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Serve /livez, /healthz and /metrics on this port (default: off)")
  private int healthPort;

  @Option(
      names = "--health-address",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Address for --health-port; use 0.0.0.0 for a pod's probes (default: ${DEFAULT-VALUE})")
  private InetAddress healthAddress = InetAddress.getLoopbackAddress();

  /** The first mistake, with the option's name; empty if there is none. */
  Optional<String> mistake() {
    return observed.mistake().or(this::ownMistake);
  }

  private Optional<String> ownMistake() {
    if (minInterval.compareTo(MIN_INTERVAL) < 0) {
      return Optional.of("--min-interval: must be 1s or more");
    }
    if (maxInterval.compareTo(minInterval) < 0) {
      return Optional.of("--max-interval: must not be shorter than --min-interval");
    }
    if (buffer < 1 || buffer > MAX_BUFFER) {
      return Optional.of("--buffer: must be 1 to " + MAX_BUFFER);
    }
    return healthPort < 0 || healthPort > MAX_PORT
        ? Optional.of("--health-port: must be 1 to 65535, or 0 for off")
        : Optional.empty();
  }

  TelemetrySettings telemetry() {
    return new TelemetrySettings(minInterval, maxInterval, warmUp, buffer);
  }

  /** Where to serve health and metrics; empty if they are off. */
  Optional<InetSocketAddress> health() {
    return healthPort == 0
        ? Optional.empty()
        : Optional.of(new InetSocketAddress(healthAddress, healthPort));
  }
}
