package vcluster.backend.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vcluster.backend.record.CliEvent;
import vcluster.backend.record.Incoming;
import vcluster.backend.record.InstanceEvent;
import vcluster.backend.record.ReceivedSyncerEvent;
import vcluster.backend.record.SyncerUpload;

/** Collects rows for the tables of H2 and writes them in one batch for each table. */
final class H2Rows implements AutoCloseable {
  private final Connection connection;
  private final long now;
  private final long batch;
  private final Map<String, PreparedStatement> statements = new LinkedHashMap<>();

  H2Rows(Connection connection, Instant received, long batch) {
    this.connection = connection;
    this.now = ClientTime.micros(received);
    this.batch = batch;
  }

  void add(Incoming event) throws SQLException {
    if (event instanceof CliEvent cli) {
      add(cli);
    } else if (event instanceof SyncerUpload upload) {
      add(upload);
    } else {
      add((InstanceEvent) event);
    }
  }

  void write() throws SQLException {
    for (PreparedStatement statement : statements.values()) {
      statement.executeBatch();
    }
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : statements.values()) {
      statement.close();
    }
  }

  private void add(CliEvent event) throws SQLException {
    row(
        "cli_event",
        time(now),
        time(ClientTime.ofSeconds(event.claimed(), now)),
        event.claimed(),
        batch,
        event.machineId(),
        event.userId(),
        event.instanceId(),
        event.version(),
        event.command(),
        event.options(),
        event.error(),
        event.os(),
        event.arch(),
        event.timezone());
  }

  private void add(SyncerUpload upload) throws SQLException {
    long id = nextUpload();
    row(
        "syncer_upload",
        time(now),
        batch,
        id,
        upload.uid(),
        upload.creator(),
        upload.creatorUid(),
        upload.os(),
        upload.arch(),
        upload.version(),
        upload.flags(),
        upload.controllers(),
        upload.serviceType(),
        upload.virtualVersion(),
        upload.hostVersion(),
        upload.sinceLast());
    for (ReceivedSyncerEvent event : upload.events()) {
      row(
          "syncer_event",
          time(now),
          time(ClientTime.ofMicros(event.claimed(), now)),
          event.claimed(),
          batch,
          id,
          upload.uid(),
          event.type(),
          event.success(),
          event.processing(),
          event.error(),
          event.group(),
          event.version(),
          event.kind());
    }
  }

  private void add(InstanceEvent event) throws SQLException {
    row(
        "instance_event",
        time(now),
        time(ClientTime.ofSeconds(event.claimed(), now)),
        event.claimed(),
        batch,
        event.type(),
        event.machineId(),
        event.userId(),
        event.instanceId(),
        event.uid(),
        event.creator(),
        event.os(),
        event.arch(),
        event.version(),
        event.distro(),
        event.virtualVersion(),
        event.hostVersion(),
        event.helmKeys(),
        event.severity(),
        event.error(),
        event.namespaces(),
        event.pods(),
        event.podsFailing());
  }

  private void row(String table, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = statements.get(table);
    if (statement == null) {
      String places = String.join(", ", Collections.nCopies(values.length, "?"));
      statement = connection.prepareStatement("INSERT INTO " + table + " VALUES (" + places + ")");
      statements.put(table, statement);
    }
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    statement.addBatch();
  }

  private long nextUpload() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT NEXT VALUE FOR syncer_upload_id")) {
      result.next();
      return result.getLong(1);
    }
  }

  private static OffsetDateTime time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
