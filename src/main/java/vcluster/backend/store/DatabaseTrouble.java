package vcluster.backend.store;

import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Says why the database can't be used and what to do, for the log and for operators. */
public final class DatabaseTrouble {
  private DatabaseTrouble() {}

  /**
   * The cause as a clause that begins with "it", the database; without the message of the failure,
   * which may quote a row.
   *
   * @param role whose connection failed
   */
  public static String describe(Throwable failure, Role role) {
    SQLException cause = cause(failure);
    if (cause == null) {
      return "it does not answer in time";
    }
    return switch (String.valueOf(cause.getSQLState())) {
      case "08001" -> "it can't be reached, or is a standby that takes no writes";
      case "08004" -> "it asks for the password of " + role.user() + "; set " + password(role);
      case "28P01", "08P01" ->
          "it refuses the password of " + role.user() + "; correct " + password(role);
      case "28000" ->
          "it does not let " + role.user() + " in; create the role and allow it in pg_hba.conf";
      case "3D000" -> "it does not exist; create it, or correct --db";
      case "3F000", "42883", "42P01" ->
          "it has no schema, or an older one; run 'vcluster-backend migrate'";
      case "42501" ->
          "it has not given " + role.user() + " its rights; run 'vcluster-backend migrate'";
      case "25006" -> "it is read-only: a standby, or a server that protects a full disk";
      case "53100" -> "its disk is full";
      case "53300" -> "it has no connection left";
      case "55P03", "57014" ->
          "it is too slow: something holds what is asked for, or it is overloaded";
      case "57P01", "57P02", "57P03" -> "it is starting or stopping";
      case "VC001" ->
          "it is used with another hash key; set VCLUSTER_BACKEND_HASH_KEY (or hash-key in the"
              + " properties file) to that one";
      case "VC002" ->
          "it holds invented data, of a demonstration or a test; use another one for real events";
      case "VC003" ->
          "its clock and this machine's differ by more than five minutes; set the one that is wrong";
      default -> "SQLSTATE " + cause.getSQLState() + hint(cause);
    };
  }

  private static String password(Role role) {
    String name = role.settingName();
    return "VCLUSTER_BACKEND_%s_PASSWORD (or %s.password in the properties file)"
        .formatted(name.toUpperCase(Locale.ROOT), name);
  }

  /** The pool's own exceptions have a cause that knows more, or none and no state. */
  private static @Nullable SQLException cause(Throwable failure) {
    SQLException found = null;
    for (Throwable next = failure; next != null; next = next.getCause()) {
      if (next instanceof SQLException sql && sql.getSQLState() != null) {
        found = sql;
      }
    }
    return found;
  }

  /** PostgreSQL's own words on what to do; they quote no values. */
  private static String hint(SQLException cause) {
    ServerErrorMessage message =
        cause instanceof PSQLException server ? server.getServerErrorMessage() : null;
    return message == null || message.getHint() == null ? "" : ": " + message.getHint();
  }
}
