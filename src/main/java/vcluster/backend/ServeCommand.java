package vcluster.backend;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.eclipse.jetty.util.InetAddressPattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vcluster.backend.MaintenanceTimer.Task;
import vcluster.backend.MaintenanceTimer.Work;
import vcluster.backend.http.BackendServer;
import vcluster.backend.http.ServerSettings;
import vcluster.backend.http.UnknownFieldMeters;
import vcluster.backend.record.KeyedHash;
import vcluster.backend.store.CommitLimits;
import vcluster.backend.store.Fold;
import vcluster.backend.store.GroupCommit;
import vcluster.backend.store.Maintenance;
import vcluster.backend.store.NotKept;
import vcluster.backend.store.PostgresEventStore;
import vcluster.backend.store.Publication;
import vcluster.backend.store.Readiness;
import vcluster.backend.store.Role;
import vcluster.backend.verify.RequestVerifier;
import vcluster.backend.verify.redact.KnownWords;
import vcluster.server.ServerException;
import vcluster.token.PublicTokenKey;
import vcluster.token.TokenVerifier;

/** Receives events until a signal ends it. */
@Command(name = "serve", header = "Receive events over HTTP.")
final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);
  private static final int BODIES_SHARE = 8;
  private static final int MAX_PORT = 65_535;

  private final BackendContext surroundings;
  private final Settings settings;
  private final AtomicBoolean databaseEnded = new AtomicBoolean();

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: ${DEFAULT-VALUE})")
  private String host = "";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port to listen on, 0 for any free port (default: ${DEFAULT-VALUE})")
  private int port = 8080;

  @Option(
      names = "--admin-host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address of /healthz, /readyz and /metrics (default: ${DEFAULT-VALUE})")
  private String adminHost = "";

  @Option(
      names = "--admin-port",
      paramLabel = "PORT",
      description = "Port of /healthz, /readyz and /metrics (default: the one after --port)")
  private @Nullable Integer adminPort;

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Mixin private TokenKeys tokenKeys = new TokenKeys();

  @Option(
      names = "--trusted-proxy",
      hideParamSyntax = true,
      paramLabel = "ADDRESS",
      split = ",",
      description =
          "Proxy whose X-Forwarded-For is trusted, such as 10.0.0.1 or 10.0.0.0/8; may be repeated")
  private List<String> trustedProxies = new ArrayList<>();

  @Option(
      names = "--rate-limit",
      paramLabel = "N",
      description =
          "Events per second from one client address, 0 for no limit (default: ${DEFAULT-VALUE})")
  private int rateLimit = 500;

  @Option(
      names = "--request-timeout",
      paramLabel = "SECONDS",
      description = "How long a request may take to arrive (default: ${DEFAULT-VALUE})")
  private int requestTimeout = 60;

  @Mixin private RetentionOption retention = new RetentionOption();

  @Option(
      names = "--no-maintain",
      description = "Leave partitions, expiry and figures to another server")
  private boolean withoutMaintenance;

  ServeCommand(BackendContext surroundings, Settings settings) {
    this.surroundings = surroundings;
    this.settings = settings;
  }

  @Override
  public Integer call() throws ServerException {
    database.check();
    require(port >= 0 && port <= MAX_PORT, "--port: must be between 0 and 65535");
    require(
        adminPort() >= 0 && adminPort() <= MAX_PORT,
        adminPort == null
            ? "--port: no port follows this one; choose one for health with --admin-port"
            : "--admin-port: must be between 0 and 65535");
    require(rateLimit >= 0, "--rate-limit: must be 0 (no limit) or more");
    require(requestTimeout >= 1, "--request-timeout: must be 1 second or more");
    OptionalInt days = retention.days();
    ServerSettings http = server();
    List<PublicTokenKey> keys = tokenKeys.read(surroundings.etc());
    if (keys.isEmpty()) {
      LOG.warn(
          "No syncer key configured: syncer uploads will be refused (set --token-public-key FILE).");
    }
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (DatabaseServer postgres =
            database.serve(surroundings, settings, days, this::endWithDatabase);
        HikariDataSource ingest = postgres.serve(Role.INGEST);
        GroupCommit commits =
            new GroupCommit(
                ingest::getConnection,
                new PostgresEventStore(postgres.hash()),
                CommitLimits.DEFAULT,
                surroundings.clock(),
                meters);
        Readiness readiness = new Readiness(commits, postgres.room());
        MaintenanceTimer upkeep = upkeep(postgres, ingest, meters);
        BackendServer server =
            new BackendServer(
                http,
                verifier(keys, postgres.hash(), meters),
                commits,
                readiness::trouble,
                meters)) {
      server.start();
      LOG.info("Listening on {}:{}.", host, server.port());
      LOG.info("Health and metrics are on {}:{}.", adminHost, server.adminPort());
      surroundings.stop().await();
      LOG.info("Shutting down.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new ServerException(String.valueOf(e.getMessage()), e);
    } catch (ServerException e) {
      // Ctrl-C reaches the programs that create the database, too.
      if (surroundings.stop().getCount() > 0) {
        throw e;
      }
    }
    return databaseEnded.get() ? 1 : 0;
  }

  private void endWithDatabase() {
    if (surroundings.stop().getCount() > 0) {
      LOG.error("PostgreSQL ended; see postgresql.log in the folder of the database.");
      databaseEnded.set(true);
      surroundings.stop().countDown();
    }
  }

  private static RequestVerifier verifier(
      List<PublicTokenKey> keys, KeyedHash hash, PrometheusMeterRegistry meters) {
    return new RequestVerifier(
        new TokenVerifier(keys), new KnownWords(hash), new UnknownFieldMeters(meters));
  }

  private MaintenanceTimer upkeep(DatabaseServer postgres, DataSource ingest, MeterRegistry meters)
      throws ServerException {
    NotKept tallies = new NotKept(meters, ingest::getConnection);
    Task count = new Task(Role.INGEST, true, tallies::write);
    if (withoutMaintenance) {
      return new MaintenanceTimer(List.of(count), () -> {});
    }
    HikariDataSource opened = postgres.serve(Role.MAINTAIN);
    return new MaintenanceTimer(
        List.of(
            count,
            new Task(Role.MAINTAIN, false, new Maintenance(opened)::run),
            new Task(Role.MAINTAIN, false, fold(opened, meters)),
            new Task(Role.MAINTAIN, false, new Publication(opened)::runIfDue)),
        opened::close);
  }

  /** How old the oldest events are that are not counted yet; it grows while nothing counts them. */
  private Work fold(DataSource database, MeterRegistry meters) {
    Fold fold = new Fold(database);
    AtomicReference<Instant> counted = new AtomicReference<>(surroundings.clock().instant());
    TimeGauge.builder(
            "vcluster.backend.uncounted.age",
            counted,
            TimeUnit.MILLISECONDS,
            until -> Duration.between(until.get(), surroundings.clock().instant()).toMillis())
        .register(meters);
    return () -> counted.set(fold.run());
  }

  private ServerSettings server() {
    return new ServerSettings(
        host,
        port,
        adminHost,
        adminPort(),
        proxies(),
        rateLimit,
        (int) Math.min(Runtime.getRuntime().maxMemory() / BODIES_SHARE, Integer.MAX_VALUE),
        Duration.ofSeconds(requestTimeout));
  }

  private int adminPort() {
    return adminPort != null ? adminPort : port == 0 ? 0 : port + 1;
  }

  private void require(boolean good, String otherwise) {
    if (!good) {
      throw new ParameterException(command.commandLine(), otherwise);
    }
  }

  private List<InetAddressPattern> proxies() {
    List<InetAddressPattern> patterns = new ArrayList<>();
    for (String proxy : trustedProxies) {
      try {
        patterns.add(InetAddressPattern.from(proxy));
      } catch (IllegalArgumentException e) {
        throw new ParameterException(
            command.commandLine(), "--trusted-proxy: not an IP address or network: " + proxy, e);
      }
    }
    return patterns;
  }
}
