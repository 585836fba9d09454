package vcluster.backend.report;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which versions of Kubernetes, distributions and syncers instances have together
 * (docs/backend-figures.md#published-tables).
 *
 * @param combinations the most frequent first
 * @param pooled all in combinations that few have; zero if there are none
 */
public record PublishedMatrix(Survey survey, List<Combination> combinations, Count pooled) {
  private static final String POOL = "*";

  /**
   * What instances have together; empty where they did not say it.
   *
   * @param virtual Kubernetes in the vCluster, such as {@code 1.31}
   * @param host Kubernetes around it
   * @param release the syncer's minor release, such as {@code 0.31}
   */
  public record Combination(
      String virtual, String host, String distro, String release, long instances) {
    /** Whether one of the four is not known. */
    public boolean isIncomplete() {
      return virtual.isEmpty() || host.isEmpty() || distro.isEmpty() || release.isEmpty();
    }
  }

  /**
   * Reads it in one transaction.
   *
   * @param connection of the report role, not in auto-commit mode
   * @return empty if nothing is published yet
   */
  public static Optional<PublishedMatrix> read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
      Optional<Survey> survey = PublishedFigures.survey(statement);
      List<Combination> combinations = new ArrayList<>();
      Count pooled = Count.of(0L);
      try (ResultSet row =
          statement.executeQuery(
              "SELECT virtual, host, distro, release, instances FROM telemetry.published_matrix"
                  + " ORDER BY instances DESC, virtual COLLATE \"C\", host COLLATE \"C\","
                  + " distro COLLATE \"C\", release COLLATE \"C\"")) {
        while (row.next()) {
          if (row.getString("release").equals(POOL)) {
            pooled = Count.of(row.getObject("instances", Long.class));
          } else {
            combinations.add(
                new Combination(
                    row.getString("virtual"),
                    row.getString("host"),
                    row.getString("distro"),
                    row.getString("release"),
                    row.getLong("instances")));
          }
        }
      }
      connection.commit();
      Count rest = pooled;
      return survey.map(known -> new PublishedMatrix(known, List.copyOf(combinations), rest));
    }
  }

  /** How many instances there are; of a pool that few are in, the most that it can be. */
  public long instances() {
    return pooled.most() + combinations.stream().mapToLong(Combination::instances).sum();
  }
}
