package vcluster.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vcluster.testing.Child;
import vcluster.testing.Unchecked;
import vcluster.testing.Unix;

class LockFileTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("lock");
  }

  @Test
  void acquire_givesTheLockToOneAtATime() throws IOException {
    LockFile held = LockFile.acquire(file, 0).orElseThrow();

    assertThat(LockFile.acquire(file, 0)).isEmpty();
    assertThat(LockFile.acquire(file, 6)).isEmpty();

    held.close();
    assertThat(LockFile.acquire(file, 0)).isPresent();
  }

  @Test
  void acquire_waitsForTheHolder() throws Exception {
    LockFile held = LockFile.acquire(file, 0).orElseThrow();
    CompletableFuture<Optional<LockFile>> next =
        CompletableFuture.supplyAsync(
            () -> {
              return Unchecked.get(() -> LockFile.acquire(file, TimeUnit.MINUTES.toMillis(1)));
            });

    held.close();

    assertThat(next.get()).isPresent();
  }

  @Test
  void lock_leavesAPrivateFileBehind() throws IOException {
    LockFile.acquire(file, 0).orElseThrow().close();

    assertThat(file).isEmptyFile();
    assertThat(Unix.mode(file)).isEqualTo("rw-------");
  }

  @Test
  void acquire_makesNoFolder() {
    assertThatThrownBy(() -> LockFile.acquire(folder.resolve("none/lock"), 0))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void acquire_refusesAFolder() {
    assertThatThrownBy(() -> LockFile.acquire(folder, 0)).isInstanceOf(IOException.class);
  }

  @Test
  void acquire_endsWhenInterrupted() throws IOException {
    try (LockFile held = LockFile.acquire(file, 0).orElseThrow()) {
      Thread.currentThread().interrupt();

      assertThat(LockFile.acquire(file, Long.MAX_VALUE / 2)).isEmpty();
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void lock_ofAProcessThatIsKilledIsFree() throws Exception {
    Process holder = Child.start(Child.java(Holder.class, file.toString()));
    try {
      assertThat(holder.inputReader().readLine()).isEqualTo("held");
      assertThat(LockFile.acquire(file, 0)).isEmpty();
    } finally {
      holder.destroyForcibly();
    }
    holder.waitFor();

    assertThat(LockFile.acquire(file, 0)).isPresent();
  }

  /** Holds a lock until it is killed, or until nobody is there to kill it. */
  static final class Holder {
    public static void main(String[] arguments) throws IOException {
      try (LockFile lock = LockFile.acquire(Path.of(arguments[0]), 0).orElseThrow()) {
        System.out.println("held");
        System.in.transferTo(System.out);
      }
    }
  }
}
