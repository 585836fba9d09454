package vcluster.backend;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Base64;
import java.util.function.BooleanSupplier;
import vcluster.backend.record.KeyedHash;
import vcluster.backend.store.Role;
import vcluster.server.ServerException;

/**
 * A PostgreSQL, and how each role gets into it.
 *
 * @param url of JDBC, without user and password
 * @param settings users, passwords and the key of the hashes
 * @param room whether there is room on its disk, where that can be known
 * @param stop what is to be done when it is no longer needed
 */
record DatabaseServer(String url, Settings settings, BooleanSupplier room, Runnable stop)
    implements AutoCloseable {
  private static final int CONNECTIONS = 4;
  private static final int VALIDATE_MILLIS = 500;

  /** A server says quickly that it can't store. */
  private static final int INGEST_MILLIS = 1_000;

  /** What an operator asks for, or a timer, is better late than not done. */
  private static final int OTHER_MILLIS = 10_000;

  /**
   * The database as {@code role} sees it: opened though it may be away, and answering that it is.
   *
   * @throws ServerException if there is no key for hashes
   */
  Database open(Role role) throws ServerException {
    int connectMillis = role == Role.INGEST ? INGEST_MILLIS : OTHER_MILLIS;
    HikariConfig config = new HikariConfig();
    config.setPoolName("database");
    config.setJdbcUrl(url);
    config.setUsername(settings.get(role.settingName() + ".user").orElse(role.user()));
    config.setPassword(settings.get(role.settingName() + ".password").orElse(null));
    config.addDataSourceProperty("ApplicationName", "vcluster-backend");
    config.addDataSourceProperty("connectTimeout", String.valueOf(connectMillis / 1_000));
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // Those who store give up on a server that has fallen silent; what the others ask for may take
    // long.
    config.addDataSourceProperty("socketTimeout", role == Role.INGEST ? "15" : "0");
    config.setAutoCommit(false);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(connectMillis);
    config.setValidationTimeout(VALIDATE_MILLIS);
    config.setInitializationFailTimeout(-1);
    return new Database(new HikariDataSource(config), hash());
  }

  private KeyedHash hash() throws ServerException {
    String base64 = settings.get("hash-key").orElse("");
    if (base64.isEmpty()) {
      throw new ServerException(
          "there is no key for hashes: set VCLUSTER_BACKEND_HASH_KEY (or hash-key in the properties"
              + " file) to what `openssl rand -base64 32` prints, the same wherever this database is"
              + " used");
    }
    try {
      return new KeyedHash(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new ServerException("hash-key has to be 32 bytes or more in base64");
    }
  }

  @Override
  public void close() {
    stop.run();
  }
}
