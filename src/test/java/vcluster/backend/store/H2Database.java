package vcluster.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An H2 in memory. */
public final class H2Database extends TestDatabase {
  private final JdbcDataSource source = new JdbcDataSource();

  @Override
  public void beforeEach(ExtensionContext context) throws SQLException {
    source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000");
    new Migrations(Dialect.H2, source).migrate();
  }

  @Override
  public Dialect dialect() {
    return Dialect.H2;
  }

  @Override
  public DataSource source(Role role) {
    return source;
  }

  @Override
  Connection admin() throws SQLException {
    return source.getConnection();
  }
}
