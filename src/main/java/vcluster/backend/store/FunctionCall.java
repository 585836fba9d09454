package vcluster.backend.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A call of a function of PostgreSQL that takes the time, then an array for each column. */
final class FunctionCall {
  private record Column(String type, List<? extends @Nullable Object> values) {}

  private final String function;
  private final long receivedMicros;
  private final List<Column> columns = new ArrayList<>();

  FunctionCall(String function, long receivedMicros) {
    this.function = function;
    this.receivedMicros = receivedMicros;
  }

  /** The columns of what {@code rows} holds. */
  <T> Columns<T> of(List<T> rows) {
    return new Columns<>(rows);
  }

  /** Adds columns in the order in which the function takes them. */
  final class Columns<T> {
    private final List<T> rows;

    private Columns(List<T> rows) {
      this.rows = rows;
    }

    Columns<T> text(Function<T, String> value) {
      return add("text", value);
    }

    Columns<T> bigint(Function<T, @Nullable Long> value) {
      return add("int8", value);
    }

    Columns<T> integer(Function<T, Integer> value) {
      return add("int4", value);
    }

    Columns<T> bool(Function<T, Boolean> value) {
      return add("bool", value);
    }

    Columns<T> uuid(Function<T, @Nullable UUID> value) {
      return add("uuid", value);
    }

    private Columns<T> add(String type, Function<T, ? extends @Nullable Object> value) {
      List<@Nullable Object> values = new ArrayList<>(rows.size());
      for (T row : rows) {
        values.add(value.apply(row));
      }
      columns.add(new Column(type, values));
      return this;
    }
  }

  /** What the function answers. */
  String answer(Connection connection) throws SQLException {
    String places = String.join(", ", Collections.nCopies(columns.size() + 1, "?"));
    String sql = "SELECT telemetry." + function + "(" + places + ")";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, receivedMicros);
      for (int i = 0; i < columns.size(); i++) {
        Column column = columns.get(i);
        statement.setArray(
            i + 2, connection.createArrayOf(column.type(), column.values().toArray()));
      }
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getString(1);
      }
    }
  }
}
