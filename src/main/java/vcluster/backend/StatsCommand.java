package vcluster.backend;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vcluster.backend.store.Role;
import vcluster.backend.store.Stats;
import vcluster.server.ServerException;

/** Prints how many rows the database holds. */
@Command(
    name = "stats",
    header = "Print how many rows there are, how new the newest is, and what was not stored.")
final class StatsCommand implements Callable<Integer> {
  /** The formats of the output. */
  enum Form {
    text,
    json
  }

  private static final String NO_SCHEMA = "3F000";

  private final BackendContext surroundings;
  private final Settings settings;

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "Output format: text or json (default: text)")
  private Form form = Form.text;

  StatsCommand(BackendContext surroundings, Settings settings) {
    this.surroundings = surroundings;
    this.settings = settings;
  }

  @Override
  public Integer call() throws ServerException, IOException {
    try (DatabaseServer server = database.use(surroundings, settings);
        Database opened = server.open(Role.MAINTAIN);
        Connection connection = opened.connections().open()) {
      Stats stats = Stats.read(connection);
      surroundings.out().print(form == Form.json ? json(stats) + "\n" : text(stats));
      surroundings.out().flush();
      return 0;
    } catch (SQLException e) {
      throw new ServerException(
          NO_SCHEMA.equals(e.getSQLState())
              ? "the database has no schema yet; run 'vcluster-backend migrate'"
              : "can't query the database (SQLSTATE " + e.getSQLState() + "); is it running?",
          e);
    }
  }

  private String text(Stats stats) {
    StringBuilder text = new StringBuilder();
    stats.rows().forEach((name, count) -> line(text, name, count));
    stats.newest().ifPresent(newest -> text.append("newest row: ").append(newest).append('\n'));
    stats.tallies().forEach((name, count) -> line(text, "not stored: " + name, count));
    return text.toString();
  }

  private static void line(StringBuilder text, String name, long count) {
    text.append(name).append(": ").append(count).append('\n');
  }

  private String json(Stats stats) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rows", stats.rows());
    if (stats.newest().isPresent()) {
      Instant newest = stats.newest().get();
      json.put("newest", newest.toString());
      json.put("ageSeconds", Duration.between(newest, surroundings.clock().instant()).toSeconds());
    }
    json.put("notKept", stats.tallies());
    return new ObjectMapper().writeValueAsString(json);
  }
}
