package vcluster.backend.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Who does what in PostgreSQL; what each may is in db/postgresql/V9__access.sql. */
public enum Role {
  /** Migrates; never held by a server. */
  OWNER,
  /** Stores what comes in. */
  INGEST,
  /** Reads what is published of the figures. */
  REPORT,
  /** Erases a machine or an instance. */
  ERASE,
  /** Makes and drops partitions, and expires. */
  MAINTAIN;

  /**
   * What creates the roles, and gives them their rights on the database as a whole: for an
   * administrator, in the empty database.
   */
  public static String sql() throws IOException {
    try (InputStream sql = Role.class.getResourceAsStream("/db/postgresql-roles.sql")) {
      return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The name of the role, such as {@code vcluster_ingest}. */
  public String user() {
    return "vcluster_" + settingName();
  }

  /** What its settings begin with, such as {@code ingest} in {@code ingest.password}. */
  public String settingName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
