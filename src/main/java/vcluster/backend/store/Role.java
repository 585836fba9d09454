package vcluster.backend.store;

import java.util.Locale;

/** Who does what in PostgreSQL; what each may is in db/postgresql/V8__access.sql. */
public enum Role {
  /** Migrates; never held by a server. */
  OWNER,
  /** Stores what comes in. */
  INGEST,
  /** Reads the totals of groups of five or more. */
  REPORT,
  /** Erases a machine or an instance. */
  ERASE,
  /** Rolls up, makes and drops partitions, expires. */
  MAINTAIN;

  /** The name of the role, such as {@code vcluster_ingest}. */
  public String user() {
    return "vcluster_" + settingName();
  }

  /** What its settings begin with, such as {@code ingest} in {@code ingest.password}. */
  public String settingName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
