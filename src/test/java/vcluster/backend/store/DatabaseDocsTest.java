package vcluster.backend.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What docs/backend-database.md says of the database is so. */
class DatabaseDocsTest {
  private static final Path DOCS = Path.of("docs/backend-database.md");
  private static final Path FIGURES = Path.of("docs/backend-figures.md");

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void setUp_isWhatTheTestsUse() throws IOException {
    assertThat(Files.readString(DOCS)).contains(TestDatabase.roles().strip());
  }

  @Test
  void tablesAndFunctions_areNamed() throws IOException, SQLException {
    String docs = Files.readString(DOCS) + Files.readString(FIGURES);
    List<String> names =
        database.rows(
            "SELECT relname FROM pg_class WHERE relnamespace = 'telemetry'::regnamespace"
                + " AND relkind IN ('p', 'r') AND NOT relispartition"
                + " AND relname <> 'flyway_schema_history'"
                + " UNION ALL SELECT p.proname FROM pg_proc p"
                + " WHERE p.pronamespace = 'telemetry'::regnamespace AND p.prosecdef");
    assertThat(names)
        .hasSizeGreaterThan(20)
        .allSatisfy(name -> assertThat(docs).contains("`" + name + "`"));
  }

  @Test
  void rowsOfTheBenchmark_fitIntoTheTable() throws IOException, SQLException {
    String benchmark = Files.readString(Path.of("src/bench/ingest/run"));
    List<String> inserts =
        Pattern.compile("INSERT INTO telemetry\\.cli_event [^;]+")
            .matcher(benchmark.replace("{rows}", "2"))
            .results()
            .map(MatchResult::group)
            .toList();

    assertThat(inserts).hasSize(2);
    try (Connection owner = database.admin()) {
      for (String insert : inserts) {
        assertThat(owner.createStatement().executeUpdate(insert)).isPositive();
      }
    }
  }
}
