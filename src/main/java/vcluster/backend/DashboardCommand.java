package vcluster.backend;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vcluster.backend.dashboard.Access;
import vcluster.backend.dashboard.DashboardServer;
import vcluster.backend.store.Role;
import vcluster.server.ServerException;
import vcluster.usage.PlainText;

/** Shows reports in a browser until a signal ends it. */
@Command(
    name = "dashboard",
    header = "Show reports in a browser on this machine.",
    footer = {
      "",
      "Prints a link that works once, for 5 minutes. The pages are for one browser on this machine;"
          + " docs/dashboard.md says how a team gets at them. Ctrl-C ends it.",
      "",
      "Examples:",
      "  vcluster-backend dashboard --data ./vcluster-backend-demo",
      "  vcluster-backend dashboard --db jdbc:postgresql://localhost/telemetry"
    })
final class DashboardCommand implements Callable<Integer> {
  /** The name of the setting with what a proxy sends. */
  static final String TOKEN = "dashboard-token";

  private static final int LEAST_TOKEN = 32;
  private static final int MAX_PORT = 65_535;
  private static final String LOCALHOST = "localhost";

  private final BackendContext context;
  private final Settings settings;

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(
      // The longer names are those of settings, where the shorter ones are the server's.
      names = {"--host", "--dashboard-host"},
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on, of this machine alone (default: ${DEFAULT-VALUE})")
  private String host = "";

  @Option(
      names = {"--port", "--dashboard-port"},
      paramLabel = "PORT",
      description = "Port to listen on, 0 for any free port (default: ${DEFAULT-VALUE})")
  private int port = 8081;

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  DashboardCommand(BackendContext context, Settings settings) {
    this.context = context;
    this.settings = settings;
  }

  @Override
  public Integer call() throws ServerException {
    require(port >= 0 && port <= MAX_PORT, "--port: must be between 0 and 65535");
    requireLoopback();
    Access access = new Access(context.clock(), new SecureRandom(), token());
    try (DatabaseServer server = database.use(context, settings);
        HikariDataSource source = server.open(Role.REPORT);
        DashboardServer pages = new DashboardServer(host, port, source, access, context.clock())) {
      print("Open this link in a browser on this machine. It works once, for 5 minutes:");
      print("");
      print("  http://" + address() + ":" + pages.port() + "/enter?key=" + access.key());
      print("");
      print("Ctrl-C ends it.");
      context.stop().await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new ServerException(String.valueOf(e.getMessage()), e);
    }
    return 0;
  }

  private Optional<String> token() throws ServerException {
    Optional<String> token = settings.get(TOKEN);
    if (token.filter(text -> text.length() < LEAST_TOKEN).isPresent()) {
      throw new ServerException(
          TOKEN + " has to be " + LEAST_TOKEN + " characters or more: `openssl rand -hex 32`");
    }
    return token;
  }

  /** Asks no name server: the answer would be somebody else's. */
  private void requireLoopback() {
    boolean literal = host.contains(":") || host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    try {
      require(
          host.equals(LOCALHOST) || (literal && InetAddress.getByName(host).isLoopbackAddress()),
          "--host: "
              + PlainText.cut(host)
              + " can be reached from elsewhere; the dashboard listens"
              + " on 127.0.0.1, ::1 or localhost alone");
    } catch (UnknownHostException e) {
      require(false, "--host: " + PlainText.cut(host) + " is no address");
    }
  }

  private String address() {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  private void require(boolean good, String otherwise) {
    if (!good) {
      throw new ParameterException(command.commandLine(), otherwise);
    }
  }

  private void print(String line) {
    context.out().println(line);
    context.out().flush();
  }
}
