package vcluster.backend.store;

import java.lang.reflect.RecordComponent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A call of a function of PostgreSQL that takes an array for each column. */
final class FunctionCall {
  private static final Map<Class<?>, String> TYPES =
      Map.of(String.class, "text", long.class, "int8", Long.class, "int8", UUID.class, "uuid");

  private final Connection connection;
  private final String function;
  private final List<Object> arguments = new ArrayList<>();

  FunctionCall(Connection connection, String function) {
    this.connection = connection;
    this.function = function;
  }

  /** Adds a column of a type of PostgreSQL's. */
  <T> FunctionCall column(String type, List<T> rows, Function<T, ? extends @Nullable Object> value)
      throws SQLException {
    arguments.add(connection.createArrayOf(type, rows.stream().map(value).toArray()));
    return this;
  }

  /** Adds a column for each component that is a text, a number or an id, in their order. */
  <T extends Record> FunctionCall components(Class<T> kind, List<T> rows) throws SQLException {
    for (RecordComponent component : kind.getRecordComponents()) {
      String type = TYPES.get(component.getType());
      if (type != null) {
        column(type, rows, row -> value(component, row));
      }
    }
    return this;
  }

  private static @Nullable Object value(RecordComponent component, Record row) {
    try {
      return component.getAccessor().invoke(row);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the function answers. */
  String answer() throws SQLException {
    String places = String.join(", ", Collections.nCopies(arguments.size(), "?"));
    String sql = "SELECT telemetry." + function + "(" + places + ")";
    return String.valueOf(Query.value(connection, sql, arguments.toArray()));
  }
}
