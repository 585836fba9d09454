package vcluster.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vcluster.backend.record.CliEvent;
import vcluster.backend.record.Incoming;
import vcluster.backend.record.InstanceEvent;
import vcluster.backend.record.KeyedHash;
import vcluster.backend.record.ReceivedSyncerEvent;
import vcluster.backend.record.SyncerUpload;

/**
 * Writes through the owner's functions (db/postgresql/V2__cli_event.sql and its neighbours), one
 * call for each kind of event, whatever their number. The functions take the components of the
 * records in the order in which these are declared.
 *
 * @param hash makes the marks by which the database recognizes who was erased
 */
public record PostgresEventStore(KeyedHash hash) implements EventStore {
  @Override
  public List<Stored> insert(
      Connection connection, Instant received, List<? extends Incoming> events)
      throws SQLException {
    long now = ClientTime.micros(received);
    if (events.isEmpty()) {
      // The database is asked nevertheless: it says whether something could be stored.
      commands(connection, List.of(), now);
    }
    Stored[] outcomes = new Stored[events.size()];
    insert(CliEvent.class, events, outcomes, some -> commands(connection, some, now));
    insert(SyncerUpload.class, events, outcomes, some -> uploads(connection, some, now));
    insert(InstanceEvent.class, events, outcomes, some -> instances(connection, some, now));
    return Arrays.asList(outcomes);
  }

  /** Writes events of one kind; the answer has a letter for each. */
  private interface Insert<T> {
    String insert(List<T> events) throws SQLException;
  }

  private static <T extends Incoming> void insert(
      Class<T> kind, List<? extends Incoming> all, Stored[] outcomes, Insert<T> insert)
      throws SQLException {
    List<T> some = all.stream().filter(kind::isInstance).map(kind::cast).toList();
    String letters = some.isEmpty() ? "" : insert.insert(some);
    int next = 0;
    for (int i = 0; i < outcomes.length; i++) {
      if (kind.isInstance(all.get(i))) {
        outcomes[i] = Stored.of(letters.charAt(next++));
      }
    }
  }

  private String commands(Connection connection, List<CliEvent> events, long now)
      throws SQLException {
    return call(connection, "ingest_cli", events, now)
        .column("int8", events, event -> ClientTime.ofSeconds(event.claimed(), now))
        .components(CliEvent.class, events)
        .answer();
  }

  private String instances(Connection connection, List<InstanceEvent> events, long now)
      throws SQLException {
    return call(connection, "ingest_instance", events, now)
        .column("int8", events, event -> ClientTime.ofSeconds(event.claimed(), now))
        .components(InstanceEvent.class, events)
        .answer();
  }

  /** The events of all uploads follow, each with the number of its upload, from 1. */
  private String uploads(Connection connection, List<SyncerUpload> uploads, long now)
      throws SQLException {
    List<Integer> numbers = new ArrayList<>();
    List<ReceivedSyncerEvent> events = new ArrayList<>();
    for (int i = 0; i < uploads.size(); i++) {
      events.addAll(uploads.get(i).events());
      numbers.addAll(Collections.nCopies(uploads.get(i).events().size(), i + 1));
    }
    return call(connection, "ingest_syncer", uploads, now)
        .components(SyncerUpload.class, uploads)
        .column("int4", numbers, number -> number)
        .column("int8", events, event -> ClientTime.ofMicros(event.claimed(), now))
        .components(ReceivedSyncerEvent.class, events)
        .answer();
  }

  /** Begins with what tells events apart, and with the marks of those who may be erased. */
  private FunctionCall call(
      Connection connection, String function, List<? extends Incoming> events, long now)
      throws SQLException {
    return new FunctionCall(connection, function, now)
        .column("uuid", events, event -> event.key() == null ? null : event.key().digest())
        .column("int4", events, event -> event.key() == null ? 0 : event.key().item())
        .column("uuid", events, event -> mark(event.machineId(), hash::machineMark))
        .column("uuid", events, event -> mark(event.uid(), hash::instanceMark));
  }

  private static @Nullable UUID mark(String id, Function<String, UUID> hash) {
    return id.isEmpty() ? null : hash.apply(id);
  }
}
