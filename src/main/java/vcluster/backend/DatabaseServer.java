package vcluster.backend;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.util.Base64;
import java.util.function.BooleanSupplier;
import vcluster.backend.record.KeyedHash;
import vcluster.backend.store.DatabaseTrouble;
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
  /** The name of the setting with the key that ids are hashed with. */
  static final String HASH_KEY = "hash-key";

  private static final int CONNECTIONS = 4;
  private static final int VALIDATE_MILLIS = 500;
  private static final int CONNECT_SECONDS = 1;

  /** A server says quickly that it can't store. */
  private static final int INGEST_MILLIS = 1_000;

  /** What an operator asks for, or a timer, is better late than not done. */
  private static final int OTHER_MILLIS = 10_000;

  /**
   * The database as {@code role} sees it, for a command.
   *
   * @throws ServerException if the database can't be used, or the hash key is needed and not there
   */
  HikariDataSource open(Role role) throws ServerException {
    HikariConfig config = config(role);
    if (role == Role.ERASE) {
      config.setConnectionInitSql(hashKeyCheck(hash()));
    }
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      throw new ServerException("can't use the database: " + DatabaseTrouble.describe(e, role), e);
    }
  }

  /**
   * The database as {@code role} sees it, for a server: opened though it may be away, and answering
   * that it is. No connection is used before the database has confirmed the hash key.
   *
   * @throws ServerException if there is no key for hashes
   */
  HikariDataSource serve(Role role) throws ServerException {
    HikariConfig config = config(role);
    config.setConnectionInitSql(hashKeyCheck(hash()));
    HikariDataSource pool = openOrWait(config);
    pool.setConnectionTimeout(role == Role.INGEST ? INGEST_MILLIS : OTHER_MILLIS);
    return pool;
  }

  /** The first connection of a process takes longer than others may. */
  private static HikariDataSource openOrWait(HikariConfig config) {
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      config.setInitializationFailTimeout(-1);
      return new HikariDataSource(config);
    }
  }

  private HikariConfig config(Role role) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("database");
    config.setJdbcUrl(url);
    config.setUsername(settings.get(role.settingName() + ".user").orElse(role.user()));
    config.setPassword(settings.get(role.settingName() + ".password").orElse(null));
    config.addDataSourceProperty("ApplicationName", "vcluster-backend");
    config.addDataSourceProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("targetServerType", "primary");
    // A pooler may run each transaction on another connection, which does not know what was
    // prepared.
    config.addDataSourceProperty("prepareThreshold", "0");
    // Those who store give up on a server that has fallen silent; what the others ask for may take
    // long.
    config.addDataSourceProperty("socketTimeout", role == Role.INGEST ? "15" : "0");
    config.setAutoCommit(false);
    config.setIsolateInternalQueries(true);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(OTHER_MILLIS);
    config.setValidationTimeout(VALIDATE_MILLIS);
    config.setExceptionOverride(new Eviction());
    return config;
  }

  private static String hashKeyCheck(KeyedHash hash) {
    return "SELECT telemetry.require_hash_key('" + hash.keyMark() + "')";
  }

  /** Which database it is, for operators. */
  String place() {
    return url.replaceFirst("[?].*", "");
  }

  /**
   * What ids are hashed with.
   *
   * @throws ServerException if there is no key, or it is no such key
   */
  KeyedHash hash() throws ServerException {
    String base64 = settings.get(HASH_KEY).orElse("");
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
