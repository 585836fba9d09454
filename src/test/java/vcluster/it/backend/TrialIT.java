package vcluster.it.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import vcluster.testing.Await;
import vcluster.testing.Child;
import vcluster.testing.Unix;

/** The embedded database: who can run it, who gets in, and what happens in the wrong folder. */
@EnabledOnOs(OS.LINUX)
class TrialIT {
  private static final String[] NOBODY = {
    "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"
  };

  /**
   * Runs its arguments as the root of a user namespace that has all accounts, and in which the
   * kernel makes no further one.
   */
  private static final String[] REFUSED = {
    "sh",
    "-c",
    """
    while [ /proc/$$/ns/user -ef /proc/self/ns/user ]; do sleep 0.01; done &&
      for map in uid_map gid_map; do echo 0 0 65536 > /proc/$$/$map || kill $$; done &
    exec unshare -U sh -c 'until [ "$(id -u)" = 0 ]; do sleep 0.01; done; exec "$0" "$@"' \\
      sh -c 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"' sh "$@"
    """,
    "sh"
  };

  @TempDir private Path folder;

  @Test
  void roles_areInForce() throws Exception {
    try (BackendProcess backend = BackendProcess.start(folder, Map.of())) {
      post(backend);

      assertRefused(backend, "vcluster_ingest", "SELECT * FROM telemetry.cli_event", "42501");
      assertRefused(backend, "vcluster_report", "SELECT * FROM telemetry.tally", "42501");
      assertRefused(backend, "vcluster_maintain", "CREATE TABLE telemetry.t (c int)", "42501");
      for (String user : List.of("vcluster_report", "postgres", "vcluster_owner")) {
        assertThatThrownBy(() -> backend.trial(user, "wrong"))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        assertThatThrownBy(() -> backend.trial(user, "")).isInstanceOf(SQLException.class);
      }
    }
  }

  private static void assertRefused(BackendProcess backend, String user, String sql, String state)
      throws Exception {
    try (Connection connection = backend.trial(user)) {
      assertThatThrownBy(() -> connection.createStatement().execute(sql))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
    }
  }

  @Test
  void filesAndProcesses_showNoPassword() throws Exception {
    try (BackendProcess backend = BackendProcess.start(folder, Map.of())) {
      String secrets = Files.readString(backend.data().resolve("secrets.properties"));
      String seen = backend.log() + Files.readString(backend.data().resolve("postgresql.log"));
      seen += ProcessHandle.allProcesses().map(p -> p.info().commandLine().orElse("")).toList();

      assertThat(secrets.lines()).hasSize(7);
      assertThat(secrets.lines().map(line -> line.replaceFirst(".*?=", "")))
          .noneMatch(seen::contains);
      assertThat(Unix.mode(backend.data())).isEqualTo("rwx------");
      for (String file : List.of("secrets.properties", "postgresql.log", "lock")) {
        assertThat(Unix.mode(backend.data().resolve(file))).isEqualTo("rw-------");
      }
    }
  }

  @Test
  void commands_workBesideAServer_andWithoutOne() throws Exception {
    try (BackendProcess backend = BackendProcess.start(folder, Map.of())) {
      post(backend);

      assertThat(backend.run("stats")).as(backend.log()).isZero();
      assertThat(backend.log()).contains("\ncli_event: 1\n");
      assertThat(backend.run("erase", "--machine-id", "randomID")).as(backend.log()).isZero();
      assertThat(backend.log()).contains("1 rows erased");
      assertThat(backend.end()).isZero();
      assertThat(backend.run("migrate")).as(backend.log()).isZero();
      assertThat(backend.run("stats")).as(backend.log()).isZero();
      assertThat(backend.log()).contains("0 migrations applied").contains("\ncli_event: 0\n");
    }
  }

  @Test
  void folderWithoutADatabase_isLeftAlone_byAllButServe() throws Exception {
    BackendProcess backend = BackendProcess.stopped(folder, Map.of());

    assertThat(backend.run("stats")).isEqualTo(1);
    assertThat(backend.run("migrate")).isEqualTo(1);
    assertThat(backend.run("erase", "--uid", "u")).isEqualTo(1);

    assertThat(backend.log())
        .contains("there is no database of vcluster-backend in " + backend.data());
    assertThat(backend.data()).doesNotExist();
  }

  @Test
  void otherFolder_isLeftAlone() throws Exception {
    BackendProcess backend = BackendProcess.stopped(folder, Map.of());
    Path file = Files.createDirectories(backend.data()).resolve("letter.txt");
    Files.writeString(file, "Dear");

    assertThat(backend.run("serve", "--port", "0")).isEqualTo(1);

    assertThat(backend.log()).contains(backend.data() + " has files in it").contains("--data");
    assertThat(Unix.files(backend.data())).containsExactly(file);
  }

  @Test
  void dataOfAnotherVersion_isLeftAlone() throws Exception {
    BackendProcess backend = BackendProcess.stopped(folder, Map.of());
    Path version = Files.createDirectories(backend.data().resolve("data")).resolve("PG_VERSION");
    Files.writeString(version, "17\n");

    assertThat(backend.run("serve", "--port", "0")).isEqualTo(1);

    assertThat(backend.log()).contains("holds data of PostgreSQL 17");
    assertThat(Unix.files(backend.data())).containsExactly(version);
  }

  @Test
  void secondServer_isRefused_andTheFirstGoesOn() throws Exception {
    try (BackendProcess backend = BackendProcess.start(folder, Map.of())) {
      assertThat(backend.run("serve", "--port", "0")).isEqualTo(1);

      assertThat(backend.log()).contains("is in use by another vcluster-backend");
      post(backend);
    }
  }

  /** After a restart of the machine the number may be that of any other program. */
  @Test
  void numberOfAnotherProcess_doesNotBlockAStart() throws Exception {
    try (BackendProcess backend = BackendProcess.start(folder, Map.of())) {
      Path pid = backend.data().resolve("data/postmaster.pid");
      String left = Files.readString(pid);
      assertThat(backend.end()).isZero();
      Files.writeString(pid, left.replaceFirst("\\d+", "" + ProcessHandle.current().pid()));

      backend.restart();

      post(backend);
    }
  }

  @Test
  void orphanedPostgres_isTakenOver() throws Exception {
    try (BackendProcess backend = BackendProcess.start(folder, Map.of())) {
      post(backend);
      Path pid = backend.data().resolve("data/postmaster.pid");
      long postgres = Long.parseLong(Files.readAllLines(pid).get(0).strip());
      // Who would stop it; it is no descendant itself.
      List<ProcessHandle> watchers = ProcessHandle.of(backend.pid()).get().descendants().toList();
      assertThat(watchers).extracting(ProcessHandle::pid).isNotEmpty().doesNotContain(postgres);
      watchers.forEach(ProcessHandle::destroyForcibly);
      backend.kill();
      assertThat(ProcessHandle.of(postgres)).isPresent();

      backend.restart();

      assertThat(backend.run("stats")).as(backend.log()).isZero();
      assertThat(backend.log()).contains("\ncli_event: 1\n");
    }
  }

  @Test
  void killedPostgres_endsTheServer() throws Exception {
    try (BackendProcess backend = BackendProcess.start(folder, Map.of()).awaitReady()) {
      Path pid = backend.data().resolve("data/postmaster.pid");
      long postgres = Long.parseLong(Files.readAllLines(pid).get(0).strip());

      ProcessHandle.of(postgres).get().destroyForcibly();

      assertThat(backend.ended()).isEqualTo(1);
      assertThat(backend.log()).contains("PostgreSQL ended");
      assertThat(backend.run("stats")).as(backend.log()).isZero();
      backend.restart();
      post(backend);
    }
  }

  @Test
  void root_whoMayMakeNoNamespace_runsItAsNobody() throws Exception {
    assumeTrue(Unix.isRoot(), "changes accounts");
    assertRunsAsNobody(BackendProcess.stopped(folder, Map.of("PATH", pathWithoutNamespaces())));
  }

  @Test
  void root_whomTheKernelRefusesANamespace_runsItAsNobody() throws Exception {
    assumeTrue(Unix.isRoot(), "changes accounts");
    String[] probe = {"sh", "-c", "! unshare -U true"};
    String[] refused = Stream.of(REFUSED, probe).flatMap(Stream::of).toArray(String[]::new);
    assumeTrue(Child.succeeds(refused), "no user namespaces here");

    assertRunsAsNobody(BackendProcess.stopped(folder, Map.of(), REFUSED));
  }

  private void assertRunsAsNobody(BackendProcess stopped) throws Exception {
    Unix.mode(folder, "rwxr-xr-x");
    try (BackendProcess backend = stopped) {
      backend.restart();
      post(backend);
      backend.kill();
      backend.restart();

      assertThat(backend.run("stats")).as(backend.log()).isZero();
      assertThat(backend.log()).contains("\ncli_event: 1\n");
      assertThat(Files.getAttribute(backend.data().resolve("data"), "unix:uid")).isEqualTo(65534);
      assertThat(Unix.mode(backend.data())).isEqualTo("rwx--x---");
    }
  }

  @Test
  void root_whoMayMakeNoNamespace_inAFolderOfItsOwn_isToldWhatToDo() throws Exception {
    assumeTrue(Unix.isRoot(), "changes accounts");
    Unix.mode(folder, "rwx------");
    BackendProcess backend =
        BackendProcess.stopped(folder, Map.of("PATH", pathWithoutNamespaces()));

    assertThat(backend.run("serve", "--port", "0")).isEqualTo(1);

    assertThat(backend.log()).contains("PostgreSQL does not run as root").contains("--db");
  }

  @Test
  void user_runsItAsItself() throws Exception {
    assumeTrue(Unix.isRoot(), "changes accounts");
    Files.setAttribute(folder, "unix:uid", 65534);
    try (BackendProcess backend = BackendProcess.stopped(folder, Map.of(), NOBODY)) {
      backend.restart();
      post(backend);

      assertThat(backend.run("stats")).as(backend.log()).isZero();
      assertThat(backend.log()).contains("\ncli_event: 1\n");
    }
  }

  /** As in a container whose system calls are filtered. */
  private String pathWithoutNamespaces() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path unshare = bin.resolve("unshare");
    if (!Files.exists(unshare)) {
      Unix.program(unshare, "#!/bin/sh\nexit 1\n");
    }
    return bin + ":" + System.getenv("PATH");
  }

  private static void post(BackendProcess backend) {
    Await.until("the event is kept", () -> backend.postSample("one").statusCode() == 200);
  }
}
