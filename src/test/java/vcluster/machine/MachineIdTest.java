package vcluster.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.testing.Child;

class MachineIdTest {
  private static final String UUID = "564D9F2B-1234-5678-9ABC-DEF012345678";
  private static final String GUID = "0f3c9a52-6b1e-4c8d-9a77-2d5e8b1c4f60";
  private static final String PLACEHOLDER = "03000200-0400-0500-0006-000700080009";

  @TempDir Path folder;
  private Path kept;

  @BeforeEach
  void path() {
    kept = folder.resolve("telemetry/machine-id");
  }

  @Test
  void linux_hasItsFile() {
    Recorded files = new Recorded("abc");
    Recorded other = new Recorded(UUID);

    assertThat(new MachineId(files, other, other).find("linux", kept, true)).isEqualTo("abc");
    assertThat(other.asked).isZero();
    assertThat(kept).doesNotExist();
  }

  @Test
  void emptyFile_isTheEmptyId() {
    Recorded hardware = new Recorded(UUID);

    assertThat(new MachineId(new Recorded(""), none(), hardware).find("linux", kept, true))
        .isEmpty();
    assertThat(hardware.asked).isZero();
  }

  @Test
  void windows_hasItsRegistry() {
    Recorded files = new Recorded("abc");

    assertThat(new MachineId(files, new Recorded(GUID), none()).find("windows", kept, true))
        .isEqualTo(GUID);
    assertThat(files.asked).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {UUID, PLACEHOLDER})
  void mac_hasItsPlatformUuidWhateverThatIs(String uuid) {
    assertThat(new MachineId(none(), none(), new Recorded(uuid)).find("darwin", kept, true))
        .isEqualTo(uuid);
  }

  @ParameterizedTest
  @ValueSource(strings = {"linux", "windows", "freebsd", "plan9"})
  void systemWithoutId_hasItsHardware(String goos) {
    assertThat(new MachineId(none(), none(), new Recorded(UUID)).find(goos, kept, true))
        .isEqualTo(UUID);
    assertThat(kept).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"linux", "windows", "darwin", "freebsd"})
  void nothingAtAll_isARandomIdThatStays(String goos) {
    MachineId machine = new MachineId(none(), none(), none());

    String id = machine.find(goos, kept, true);

    assertThat(java.util.UUID.fromString(id).version()).isEqualTo(4);
    assertThat(machine.find(goos, kept, true)).isEqualTo(id);
    assertThat(kept).hasContent(id);
  }

  @Test
  void idThatMayNotBeKept_isTheKeptOneOrARandomOne() {
    MachineId machine = new MachineId(none(), none(), none());

    String id = machine.find("linux", kept, false);

    assertThat(java.util.UUID.fromString(id).version()).isEqualTo(4);
    assertThat(kept.getParent()).doesNotExist();
    assertThat(machine.find("linux", kept, false)).isNotEqualTo(id);
    String keptId = machine.find("linux", kept, true);
    assertThat(machine.find("linux", kept, false)).isEqualTo(keptId);
  }

  /** Of an image, whose machines would all look alike. */
  @ParameterizedTest
  @CsvSource({
    "linux, uninitialized",
    "linux, 00000000000000000000000000000000",
    "windows, {00000000-0000-0000-0000-000000000000}",
    "darwin, 00000000-0000-0000-0000-000000000000"
  })
  void idThatManyMachinesHave_isNone(String goos, String id) {
    Recorded source = new Recorded(id);

    String found = new MachineId(source, source, source).find(goos, kept, true);

    assertThat(found).isNotEqualTo(id);
    assertThat(kept).hasContent(found);
  }

  @Test
  void placeholderHardware_isARandomId() {
    MachineId machine = new MachineId(none(), none(), new Recorded(PLACEHOLDER));

    assertThat(machine.find("linux", kept, true)).isNotEqualTo(PLACEHOLDER);
    assertThat(kept).exists();
  }

  @Test
  void sourcesOfAnotherSystem_answerWithNothing() {
    String system = System.getProperty("os.name");

    if (!system.startsWith("Windows")) {
      assertThat(MachineId.ofSystem().registry().get()).isEmpty();
    }
    assertThat(MachineId.ofSystem().hardware().get()).isNotEqualTo(Optional.of("unknown"));
  }

  /** The uploader runs often: it must not pay for OSHI where a file gives the answer. */
  @Test
  void machineWithAnIdFile_neverLoadsOshi() throws Exception {
    Path log = folder.resolve("classes");
    List<String> command = Child.java(Finder.class, folder.toString());
    command.add(1, "-Xlog:class+load:file=" + log);

    Child.run(command);

    assertThat(Files.readString(log))
        .contains("vcluster.machine.IdFiles ")
        .doesNotContain(" oshi.", " com.sun.jna.", " org.slf4j.");
  }

  private static Recorded none() {
    return new Recorded(null);
  }

  /** Finds the id of a machine that has an id file, in a process of its own. */
  static final class Finder {
    public static void main(String[] args) throws Exception {
      Path folder = Path.of(args[0]);
      IdFiles files = new IdFiles(List.of(Files.writeString(folder.resolve("id"), "abc\n")));
      String id = MachineId.ofSystem(files).find("linux", folder.resolve("kept"), true);
      System.exit(id.equals("abc") ? 0 : 1);
    }
  }

  /** Answers what it was given, and counts. */
  private static final class Recorded implements Supplier<Optional<String>> {
    private final String id;
    private int asked;

    Recorded(String id) {
      this.id = id;
    }

    @Override
    public Optional<String> get() {
      asked++;
      return Optional.ofNullable(id);
    }
  }
}
