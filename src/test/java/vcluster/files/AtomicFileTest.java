package vcluster.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vcluster.testing.Unix;

/** Whole replacement, private files and folders, and reading with a limit. */
class AtomicFileTest {
  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void replace_makesAPrivateFile() throws IOException {
    Path file = folder.resolve("file");

    AtomicFile.replace(file, CONTENT);

    assertThat(file).hasContent("content");
    assertThat(Unix.mode(file)).isEqualTo("rw-------");
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void replace_clearsWhatAKilledProcessLeft() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    Files.writeString(folder.resolve("file.tmp"), "much longer than the new content");

    AtomicFile.replace(file, CONTENT);

    assertThat(file).hasContent("content");
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void replace_thatFailsLeavesNothingBehind() throws IOException {
    Path taken = Files.createDirectories(folder.resolve("taken/by")).getParent();

    assertThatThrownBy(() -> AtomicFile.replace(taken, CONTENT)).isInstanceOf(IOException.class);

    assertThat(taken).isNotEmptyDirectory();
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(taken));
  }

  @Test
  void create_refusesAFileThatIsThere() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");

    assertThatThrownBy(() -> AtomicFile.create(file, CONTENT, true))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("old");
  }

  @Test
  void deleteQuietly_isQuiet() throws IOException {
    Path full = Files.createDirectories(folder.resolve("full/of")).getParent();

    AtomicFile.deleteQuietly(full);
    AtomicFile.deleteQuietly(folder.resolve("none"));

    assertThat(full).isDirectory();
  }

  @Test
  void createParents_makesPrivateFolders() throws IOException {
    PrivateFiles.createParents(folder.resolve("a/b/file"));
    PrivateFiles.createParents(folder.resolve("a/b/file"));

    assertThat(Unix.mode(folder.resolve("a"))).isEqualTo("rwx------");
    assertThat(Unix.mode(folder.resolve("a/b"))).isEqualTo("rwx------");
    assertThat(folder.resolve("a/b")).isEmptyDirectory();
  }

  @Test
  void createFolder_leavesAFolderThatIsThereAsItIs() throws IOException {
    Path there = Files.createDirectory(folder.resolve("there"));
    Unix.mode(there, "rwxr-xr-x");

    PrivateFiles.createFolder(there);

    assertThat(Unix.mode(there)).isEqualTo("rwxr-xr-x");
  }

  @Test
  void createFolder_refusesAFile() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> PrivateFiles.createFolder(file)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> PrivateFiles.createParents(file.resolve("x")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void restrict_makesAFilePrivate() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Unix.mode(file, "r--rw-r-x");

    PrivateFiles.restrict(file);
    PrivateFiles.restrict(folder.resolve("none"));

    assertThat(Unix.mode(file)).isEqualTo("rw-------");
  }
}
