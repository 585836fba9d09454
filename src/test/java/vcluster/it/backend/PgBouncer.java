package vcluster.it.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vcluster.testing.Child;
import vcluster.testing.Ports;
import vcluster.testing.Unix;

/** Debian's PgBouncer, which gives each transaction any of its connections to PostgreSQL. */
record PgBouncer(int port, Process process) implements AutoCloseable {
  static boolean isHere() {
    return Child.succeeds("pgbouncer", "--version");
  }

  static PgBouncer start(Path folder, Postgres postgres) throws IOException {
    int port = Ports.free();
    Path users = folder.resolve("users.txt");
    Files.writeString(
        users,
        "\"vcluster_owner\" \"\"\n\"vcluster_ingest\" \"\"\n\"vcluster_maintain\" \"\"\n"
            + "\"vcluster_erase\" \"\"\n");
    Path settings = folder.resolve("pgbouncer.ini");
    Files.writeString(
        settings,
        """
        [databases]
        postgres = host=127.0.0.1 port=%d
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = trust
        auth_file = %s
        pool_mode = transaction
        """
            .formatted(postgres.port(), port, users));
    // It does not run as root, and its account has to read what is in the folder.
    Unix.mode(folder, "rwxr-xr-x");
    ProcessBuilder builder =
        new ProcessBuilder("pgbouncer", "-q", "-u", "nobody", settings.toString());
    return new PgBouncer(
        port,
        builder
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("pgbouncer.log").toFile())
            .start());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
