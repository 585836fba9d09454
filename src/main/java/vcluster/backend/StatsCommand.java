package vcluster.backend;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vcluster.backend.store.Role;
import vcluster.backend.store.Stats;

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

  private final BackendContext surroundings;
  private final Settings settings;

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text or json (default: text)")
  private Form form = Form.text;

  StatsCommand(BackendContext surroundings, Settings settings) {
    this.surroundings = surroundings;
    this.settings = settings;
  }

  @Override
  public Integer call() throws BackendException, IOException {
    try (DatabaseServer server = database.use(surroundings, settings);
        Database opened = server.open(Role.MAINTAIN);
        Connection connection = opened.connections().open()) {
      Stats stats = Stats.read(connection);
      surroundings.out().print(form == Form.json ? json(stats) + "\n" : text(stats));
      surroundings.out().flush();
      return 0;
    } catch (SQLException e) {
      throw new BackendException(
          "can't query the database (SQLSTATE "
              + e.getSQLState()
              + "); is it running and migrated (vcluster-backend migrate)?",
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
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      counts(json, "rows", stats.rows());
      if (stats.newest().isPresent()) {
        json.writeStringField("newest", stats.newest().get().toString());
        Duration age = Duration.between(stats.newest().get(), surroundings.clock().instant());
        json.writeNumberField("ageSeconds", age.toSeconds());
      }
      counts(json, "notKept", stats.tallies());
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void counts(JsonGenerator json, String name, Map<String, Long> counts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      json.writeNumberField(count.getKey(), count.getValue());
    }
    json.writeEndObject();
  }
}
