package vcluster.backend.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vcluster.backend.identity.KeyedHash;
import vcluster.backend.record.CliEvent;
import vcluster.backend.record.EventKey;
import vcluster.backend.record.Incoming;
import vcluster.backend.record.InstanceEvent;
import vcluster.backend.record.ReceivedSyncerEvent;
import vcluster.backend.record.SyncerUpload;

/**
 * Writes through the owner's functions (db/postgresql/V2__cli_event.sql and its neighbours), one
 * call for each kind of event, whatever their number.
 */
public final class PostgresEventStore implements EventStore {
  private final KeyedHash hash;

  /** A store that recognizes who was erased by {@code hash}. */
  public PostgresEventStore(KeyedHash hash) {
    this.hash = hash;
  }

  @Override
  public List<Stored> insert(
      Connection connection, Instant received, List<? extends Incoming> events)
      throws SQLException {
    long now = ClientTime.micros(received);
    Stored[] outcomes = new Stored[events.size()];
    ByKind<CliEvent> commands = ByKind.of(CliEvent.class, events);
    // Nothing at all is asked of the database too: it says whether something could be stored.
    if (!commands.isEmpty() || events.isEmpty()) {
      fill(outcomes, commands, commands(commands.events(), now).answer(connection));
    }
    ByKind<SyncerUpload> uploads = ByKind.of(SyncerUpload.class, events);
    if (!uploads.isEmpty()) {
      fill(outcomes, uploads, uploads(uploads.events(), now).answer(connection));
    }
    ByKind<InstanceEvent> instances = ByKind.of(InstanceEvent.class, events);
    if (!instances.isEmpty()) {
      fill(outcomes, instances, instances(instances.events(), now).answer(connection));
    }
    return Arrays.asList(outcomes);
  }

  private static void fill(Stored[] outcomes, ByKind<?> picked, String answer) {
    for (int i = 0; i < picked.events().size(); i++) {
      outcomes[picked.places().get(i)] = Stored.of(answer.charAt(i));
    }
  }

  private FunctionCall commands(List<CliEvent> events, long now) {
    FunctionCall call = new FunctionCall("ingest_cli", now);
    keyed(call, events)
        .bigint(event -> ClientTime.ofSeconds(event.claimed(), now))
        .bigint(CliEvent::claimed)
        .text(CliEvent::machineId)
        .text(CliEvent::userId)
        .text(CliEvent::instanceId)
        .text(CliEvent::version)
        .text(CliEvent::command)
        .text(CliEvent::options)
        .text(CliEvent::error)
        .text(CliEvent::os)
        .text(CliEvent::arch)
        .text(CliEvent::timezone);
    return call;
  }

  private FunctionCall uploads(List<SyncerUpload> uploads, long now) {
    FunctionCall call = new FunctionCall("ingest_syncer", now);
    keyed(call, uploads)
        .text(SyncerUpload::uid)
        .text(SyncerUpload::creator)
        .text(SyncerUpload::creatorUid)
        .text(SyncerUpload::os)
        .text(SyncerUpload::arch)
        .text(SyncerUpload::version)
        .text(SyncerUpload::flags)
        .text(SyncerUpload::controllers)
        .text(SyncerUpload::serviceType)
        .text(SyncerUpload::virtualVersion)
        .text(SyncerUpload::hostVersion)
        .bigint(SyncerUpload::sinceLast);
    addEvents(call, uploads, now);
    return call;
  }

  private record EventOf(int upload, ReceivedSyncerEvent event) {}

  private static void addEvents(FunctionCall call, List<SyncerUpload> uploads, long now) {
    List<EventOf> events = new ArrayList<>();
    for (int i = 0; i < uploads.size(); i++) {
      for (ReceivedSyncerEvent event : uploads.get(i).events()) {
        events.add(new EventOf(i + 1, event));
      }
    }
    call.of(events)
        .integer(EventOf::upload)
        .bigint(e -> ClientTime.ofMicros(e.event().claimed(), now))
        .bigint(e -> e.event().claimed())
        .text(e -> e.event().type())
        .bool(e -> e.event().success())
        .bigint(e -> e.event().processing())
        .text(e -> e.event().error())
        .text(e -> e.event().group())
        .text(e -> e.event().version())
        .text(e -> e.event().kind());
  }

  private FunctionCall instances(List<InstanceEvent> events, long now) {
    FunctionCall call = new FunctionCall("ingest_instance", now);
    keyed(call, events)
        .bigint(event -> ClientTime.ofSeconds(event.claimed(), now))
        .bigint(InstanceEvent::claimed)
        .text(InstanceEvent::type)
        .text(InstanceEvent::machineId)
        .text(InstanceEvent::userId)
        .text(InstanceEvent::instanceId)
        .text(InstanceEvent::uid)
        .text(InstanceEvent::creator)
        .text(InstanceEvent::os)
        .text(InstanceEvent::arch)
        .text(InstanceEvent::version)
        .text(InstanceEvent::distro)
        .text(InstanceEvent::virtualVersion)
        .text(InstanceEvent::hostVersion)
        .text(InstanceEvent::helmKeys)
        .text(InstanceEvent::severity)
        .text(InstanceEvent::error)
        .bigint(InstanceEvent::namespaces)
        .bigint(InstanceEvent::pods)
        .bigint(InstanceEvent::podsFailing);
    return call;
  }

  private <T extends Incoming> FunctionCall.Columns<T> keyed(FunctionCall call, List<T> events) {
    return call.of(events)
        .uuid(event -> digest(event))
        .integer(event -> item(event))
        .uuid(event -> event.machineId().isEmpty() ? null : hash.machineMark(event.machineId()))
        .uuid(event -> event.uid().isEmpty() ? null : hash.instanceMark(event.uid()));
  }

  private static @Nullable UUID digest(Incoming event) {
    EventKey key = event.key();
    return key == null ? null : key.digest();
  }

  private static int item(Incoming event) {
    EventKey key = event.key();
    return key == null ? 0 : key.item();
  }
}
