package vcluster.backend.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import vcluster.backend.record.KeyedHash;

/**
 * Erases machines and instances by the owner's functions (db/postgresql/V6__erase.sql): their rows
 * go, and keyed hashes of the ids keep away what they claim to have done until now.
 *
 * @param database connections of the erase role
 * @param hash with the key that the servers have
 * @param clock has to agree with the database's
 */
public record Erasure(DataSource database, KeyedHash hash, Clock clock) {
  /** As many ids as the functions take: anybody may claim that a machine created many instances. */
  private static final int AT_ONCE = 1_000;

  /**
   * What was found and erased.
   *
   * @param machines how many machines were asked for
   * @param instances how many instances went wholly
   * @param shared of how many instances only what names these machines, for others name other ones
   * @param rows how many rows of each kind
   */
  public record Erased(int machines, int instances, int shared, Map<String, Long> rows) {
    /** Both together. */
    public Erased plus(Erased other) {
      Map<String, Long> both = new TreeMap<>(rows);
      other.rows.forEach((kind, count) -> both.merge(kind, count, Long::sum));
      return new Erased(
          machines + other.machines, instances + other.instances, shared + other.shared, both);
    }

    /** How many rows of all kinds. */
    public long all() {
      return rows.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * Erases what machines sent, and what the instances sent that they created. Anybody may say of an
   * instance that a machine created it: of one that another machine is said to have created too,
   * only what names these goes.
   *
   * @param asked for in the whole run; a machine has two ids, of which older releases used the one
   * @throws SQLException if it was not done, or not wholly; it may be repeated
   */
  public Erased machines(Collection<UUID> ids, Collection<UUID> asked) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(true);
      Set<UUID> all = new LinkedHashSet<>(ids);
      int machines = all.size();
      mark(connection, all);
      Map<UUID, Boolean> instances = created(connection, all, asked);
      instances.forEach(
          (instance, shared) -> {
            if (!shared) {
              all.add(instance);
            }
          });
      int shared = Collections.frequency(instances.values(), true);
      mark(connection, all);
      return new Erased(machines, instances.size() - shared, shared, erase(connection, all));
    }
  }

  /**
   * Erases what instances sent.
   *
   * @throws SQLException if it was not done, or not wholly; it may be repeated
   */
  public Erased instances(Collection<UUID> ids) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(true);
      Set<UUID> instances = new LinkedHashSet<>(ids);
      mark(connection, instances);
      return new Erased(0, instances.size(), 0, erase(connection, instances));
    }
  }

  /** Returns once no call is under way that may not have seen the marks. */
  private void mark(Connection connection, Set<UUID> ids) throws SQLException {
    for (List<UUID> some : parts(ids)) {
      Object[] marks = some.stream().map(hash::mark).toArray();
      Query.value(
          connection,
          "SELECT telemetry.erase_mark(?, ?)",
          connection.createArrayOf("uuid", marks),
          ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
    }
    Set<String> writers = writers(connection);
    while (!writers.isEmpty()) {
      Pause.make();
      writers.retainAll(writers(connection));
    }
  }

  private static List<List<UUID>> parts(Set<UUID> ids) {
    List<UUID> all = List.copyOf(ids);
    return IntStream.iterate(0, from -> from < all.size(), from -> from + AT_ONCE)
        .mapToObj(from -> all.subList(from, Math.min(from + AT_ONCE, all.size())))
        .toList();
  }

  private static Set<String> writers(Connection connection) throws SQLException {
    Set<String> writers = new LinkedHashSet<>();
    try (PreparedStatement query = connection.prepareStatement("SELECT telemetry.erase_writers()");
        ResultSet result = query.executeQuery()) {
      while (result.next()) {
        writers.add(result.getString(1));
      }
    }
    return writers;
  }

  /** The instances that machines created, and whether other machines are said to have, too. */
  private static Map<UUID, Boolean> created(
      Connection connection, Set<UUID> machines, Collection<UUID> asked) throws SQLException {
    Map<UUID, Boolean> instances = new LinkedHashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement("SELECT * FROM telemetry.erase_instances(?, ?)")) {
      query.setArray(2, connection.createArrayOf("uuid", asked.toArray()));
      for (List<UUID> some : parts(machines)) {
        query.setArray(1, connection.createArrayOf("uuid", some.toArray()));
        try (ResultSet result = query.executeQuery()) {
          while (result.next()) {
            instances.put(result.getObject(1, UUID.class), result.getBoolean(2));
          }
        }
      }
    }
    return instances;
  }

  private static Map<String, Long> erase(Connection connection, Set<UUID> ids) throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    try (PreparedStatement query =
        connection.prepareStatement("SELECT * FROM telemetry.erase_rows(?)")) {
      for (List<UUID> some : parts(ids)) {
        query.setArray(1, connection.createArrayOf("uuid", some.toArray()));
        try (ResultSet result = query.executeQuery()) {
          while (result.next()) {
            rows.merge(result.getString(1), result.getLong(2), Long::sum);
          }
        }
      }
    }
    return rows;
  }
}
