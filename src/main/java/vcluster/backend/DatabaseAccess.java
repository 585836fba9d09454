package vcluster.backend;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import vcluster.backend.identity.KeyedHash;
import vcluster.backend.store.Dialect;
import vcluster.backend.store.HashKeyCheck;
import vcluster.backend.store.Migrations;
import vcluster.backend.store.Role;
import vcluster.files.SmallFile;

/**
 * How to get at a database in one of the roles.
 *
 * @param name for people, without secrets
 * @param folder of the embedded database
 * @param settings with the users ({@code ingest.user}) and their passwords ({@code
 *     ingest.password}, or a file in {@code ingest.password-file})
 */
record DatabaseAccess(Dialect dialect, String url, String name, Path folder, Settings settings) {
  private static final int PASSWORD_LONGEST = 1_000;

  /** A pool of connections; none is made before it is asked for. */
  HikariDataSource pool(Role role, int connections) throws BackendException {
    HikariConfig config = new HikariConfig();
    config.setPoolName(role.name().toLowerCase(Locale.ROOT));
    config.setJdbcUrl(url);
    config.setUsername(user(role));
    config.setPassword(password(role));
    config.setAutoCommit(role != Role.INGEST);
    config.setMaximumPoolSize(connections);
    config.setConnectionTimeout(1_000);
    config.setValidationTimeout(500);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  /** Brings the schema up to date; how many migrations that took. */
  int migrate() throws BackendException {
    try (HikariDataSource owner = pool(Role.OWNER, 2)) {
      return new Migrations(dialect, owner).migrate();
    } catch (FlywayException | SQLException e) {
      throw new BackendException("the migration of " + name + " failed: " + e.getMessage(), e);
    }
  }

  /**
   * Makes sure that the servers of this database have one hash key.
   *
   * @throws BackendException if this is another one than theirs
   */
  void check(KeyedHash hash, Connection connection) throws BackendException, SQLException {
    if (!HashKeyCheck.isSame(dialect, connection, hash)) {
      throw new BackendException(
          "the hash key is not the one that "
              + name
              + " is used with: take over that of the other servers (--hash-key-file)");
    }
  }

  private String user(Role role) {
    if (dialect == Dialect.H2) {
      return "sa";
    }
    return setting(role, "user").orElse(role.user());
  }

  private String password(Role role) throws BackendException {
    if (dialect == Dialect.H2) {
      return "";
    }
    Optional<String> file = setting(role, "password-file");
    if (file.isEmpty()) {
      return setting(role, "password").orElse("");
    }
    return SmallFile.read(Path.of(file.get()), PASSWORD_LONGEST)
        .map(content -> new String(content, StandardCharsets.UTF_8).strip())
        .orElseThrow(() -> new BackendException("can't read the password file " + file.get()));
  }

  private Optional<String> setting(Role role, String name) {
    return settings.get(role.name().toLowerCase(Locale.ROOT) + "." + name);
  }
}
