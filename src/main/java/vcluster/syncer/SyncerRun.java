package vcluster.syncer;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vcluster.server.ServerException;
import vcluster.syncer.HealthServer.Health;
import vcluster.syncer.Observer.Observation;
import vcluster.token.TokenKey;
import vcluster.token.TokenKeyException;
import vcluster.upload.Route;
import vcluster.upload.SendResult;

/** One run of the program, from the decision whether to send anything to the last upload. */
final class SyncerRun {
  private static final Logger LOG = LoggerFactory.getLogger(SyncerRun.class);

  private final SyncerOptions options;
  private final SyncerContext context;
  private final Observer observer;
  private final CountDownLatch stop;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  SyncerRun(SyncerOptions options, SyncerContext context, Observer observer, CountDownLatch stop) {
    this.options = options;
    this.context = context;
    this.observer = observer;
    this.stop = stop;
  }

  /** Returns the exit code. */
  int run() throws ServerException, InterruptedException {
    Optional<Outlet> outlet = outlet();
    return outlet.isPresent() ? watch(outlet.get()) : idle();
  }

  /** Where bodies go; if nothing may be sent, it logs why and returns empty. */
  private Optional<Outlet> outlet() throws ServerException {
    Optional<String> objection = SyncerConsent.objection(context);
    if (options.dryRun) {
      objection.ifPresent(
          reason -> LOG.info("Telemetry is off: {}. Printing what would be sent.", reason));
      return Optional.of(this::print);
    }
    if (objection.isPresent()) {
      LOG.info("Telemetry is off: {}. Nothing is watched or sent.", objection.get());
      return Optional.empty();
    }
    Route route = Route.ofSyncer(context.environment());
    if (route instanceof Route.Open open) {
      return Optional.of(new HttpOutlet(context, open));
    }
    String reason = ((Route.Closed) route).reason();
    if (options.once) {
      throw new ServerException(reason);
    }
    // The program may run in the vCluster's own pod, which telemetry must not keep from starting.
    LOG.error("{}. Nothing is watched or sent until this is fixed.", reason);
    return Optional.empty();
  }

  private SendResult print(String key, String body) {
    context.out().println(body);
    context.out().flush();
    return new SendResult.Accepted(0);
  }

  /** Does nothing and stays healthy, so that a supervisor does not restart the program. */
  private int idle() throws ServerException, InterruptedException {
    if (!options.once) {
      try (HealthServer health = serveHealth(() -> true, List::of)) {
        stop.await();
      }
    }
    return 0;
  }

  private int watch(Outlet outlet) throws ServerException, InterruptedException {
    String token = token();
    SyncerTelemetry telemetry = new SyncerTelemetry(options.telemetry(), context.clock());
    SyncerMetrics.bind(telemetry, registry);
    try (Observation observation = observe(telemetry);
        HealthServer health = serveHealth(telemetry::isAlive, () -> troubles(observation))) {
      if (options.once) {
        return telemetry.uploader(observation, identity(), token, outlet).upload() ? 0 : 1;
      }
      SyncerMetrics.bind(observation::watches, registry);
      observation.watch();
      telemetry.start(observation, identity(), token, outlet);
      stop.await();
      telemetry.close();
      return 0;
    }
  }

  private Observation observe(SyncerTelemetry telemetry) throws ServerException {
    try {
      return observer.start(options.observed, context.clock(), telemetry::record);
    } catch (IllegalArgumentException e) {
      throw new ServerException(String.valueOf(e.getMessage()));
    }
  }

  private static List<String> troubles(Observation observation) {
    return observation.watches().stream()
        .filter(WatchStatus::failing)
        .map(
            watch ->
                "%s of the %s cluster can't be watched; see the log"
                    .formatted(watch.resource(), watch.cluster()))
        .toList();
  }

  private String token() throws ServerException {
    Path file = context.etc().resolve("token-key.pem");
    try {
      return TokenKey.read(file).token();
    } catch (TokenKeyException e) {
      throw new ServerException(
          e.getMessage() + "; it is needed to sign uploads; reinstall the program");
    }
  }

  private SyncerIdentity identity() {
    return SyncerIdentity.of(context.telemetryConfig(), context.platform(), options.syncerVersion);
  }

  private @Nullable HealthServer serveHealth(BooleanSupplier alive, Supplier<List<String>> troubles)
      throws ServerException {
    Optional<InetSocketAddress> address = options.health();
    if (address.isEmpty()) {
      return null;
    }
    try {
      return HealthServer.start(address.get(), new Health(alive, troubles, registry::scrape));
    } catch (IOException e) {
      throw new ServerException(
          "--health-port: can't listen on %s:%d: %s"
              .formatted(address.get().getHostString(), address.get().getPort(), e.getMessage()));
    }
  }
}
