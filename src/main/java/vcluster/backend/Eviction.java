package vcluster.backend;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** Has the pool give up a connection to a server that has become a standby, or goes. */
final class Eviction implements SQLExceptionOverride {
  private static final Pattern STATE = Pattern.compile("25006|08...|57P..");

  @java.lang.Override
  public SQLExceptionOverride.Override adjudicate(SQLException e) {
    boolean gone = STATE.matcher(String.valueOf(e.getSQLState())).matches();
    return gone
        ? SQLExceptionOverride.Override.MUST_EVICT
        : SQLExceptionOverride.Override.CONTINUE_EVICT;
  }
}
