package vcluster.backend.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vcluster.backend.record.CliEvent;
import vcluster.backend.record.Incoming;
import vcluster.backend.record.InstanceEvent;
import vcluster.backend.record.KeyedHash;
import vcluster.backend.record.SyncerUpload;
import vcluster.backend.record.Syncs;

/**
 * Writes through the owner's functions (db/postgresql/V2__cli_event.sql and its neighbours), one
 * call for each kind of event, whatever their number. The functions take the components of the
 * records in the order in which these are declared.
 *
 * @param hash makes the marks by which the database recognizes who was erased
 */
public record PostgresEventStore(KeyedHash hash) implements EventStore {
  private static final ObjectWriter JSON = new JsonMapper().writer();

  @Override
  public List<Stored> insert(Connection connection, List<? extends Incoming> events)
      throws SQLException {
    Stored[] outcomes = new Stored[events.size()];
    insert(CliEvent.class, events, outcomes, some -> commands(connection, some));
    insert(SyncerUpload.class, events, outcomes, some -> uploads(connection, some));
    insert(InstanceEvent.class, events, outcomes, some -> instances(connection, some));
    return Arrays.asList(outcomes);
  }

  @Override
  public void probe(Connection connection, Instant now, boolean write) throws SQLException {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    Query.value(connection, "SELECT telemetry.ingest_probe(?, ?)", micros, write);
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

  private String commands(Connection connection, List<CliEvent> events) throws SQLException {
    return call(connection, "ingest_cli", events).components(CliEvent.class, events).answer();
  }

  private String instances(Connection connection, List<InstanceEvent> events) throws SQLException {
    return call(connection, "ingest_instance", events)
        .components(InstanceEvent.class, events)
        .answer();
  }

  private String uploads(Connection connection, List<SyncerUpload> uploads) throws SQLException {
    return call(connection, "ingest_syncer", uploads)
        .components(SyncerUpload.class, uploads)
        .column("text", uploads, upload -> json(upload.syncs()))
        .answer();
  }

  private static String json(List<Syncs> syncs) {
    try {
      return JSON.writeValueAsString(syncs);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Begins with what tells events apart, and with the marks of those who may be erased. */
  private FunctionCall call(Connection connection, String function, List<? extends Incoming> events)
      throws SQLException {
    return new FunctionCall(connection, function)
        .column("int2", events, Incoming::shard)
        .column("uuid", events, event -> event.key() == null ? null : event.key().digest())
        .column("int4", events, event -> event.key() == null ? 0 : event.key().item())
        .column("uuid", events, event -> mark(event.machine()))
        .column("uuid", events, event -> mark(event.member()));
  }

  private @Nullable UUID mark(@Nullable UUID id) {
    return id == null ? null : hash.mark(id);
  }
}
