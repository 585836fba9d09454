package vcluster.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.testing.Child;
import vcluster.testing.Vectors;

@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ZoneAbbreviationTest {
  private static final long JANUARY = Instant.parse("2026-01-15T12:00:00Z").getEpochSecond();
  private static final long JULY = Instant.parse("2026-07-15T12:00:00Z").getEpochSecond();

  @TempDir Path folder;
  private ZoneFiles files;

  @BeforeEach
  void zones() throws IOException {
    Path europe = Files.createDirectories(folder.resolve("first/Europe"));
    Files.createDirectories(folder.resolve("second"));
    Files.write(europe.resolve("Berlin"), zone("CET-1CEST,M3.5.0,M10.5.0/3"));
    Files.write(folder.resolve("localtime"), zone("<-03>3"));
    files =
        new ZoneFiles(
            folder.resolve("localtime"),
            List.of(folder.resolve("none"), folder.resolve("first"), folder.resolve("second")));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  @EnabledIf("hasZones")
  void vectors_areMatched(String tz, String january, String july) {
    assertThat(ZoneAbbreviation.at(JANUARY, tz, ZoneFiles.ofSystem())).isEqualTo(january);
    assertThat(ZoneAbbreviation.at(JULY, tz, ZoneFiles.ofSystem())).isEqualTo(july);
  }

  @Test
  void unset_isLocaltime() {
    assertThat(ZoneAbbreviation.at(JANUARY, null, files)).isEqualTo("-03");
  }

  @Test
  void unsetWithoutLocaltime_isUtc() throws IOException {
    Files.delete(files.localtime());

    assertThat(ZoneAbbreviation.at(JANUARY, null, files)).isEqualTo("UTC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Berlin", ":Europe/Berlin", "../first/Europe/Berlin"})
  void name_isAFileBelowTheFolders(String tz) {
    assertThat(ZoneAbbreviation.at(JANUARY, tz, files)).isEqualTo("CET");
    assertThat(ZoneAbbreviation.at(JULY, tz, files)).isEqualTo("CEST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":"})
  void absolutePath_isThatFile(String colon) {
    String path = folder.resolve("first/Europe/Berlin").toString();

    assertThat(ZoneAbbreviation.at(JULY, colon + path, files)).isEqualTo("CEST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "UTC",
        ":UTC",
        "::Europe/Berlin",
        " Europe/Berlin",
        "Europe",
        "Europe/",
        "Europe/Berlin/",
        ".",
        "Bogus/Zone",
        "EST5EDT,M3.2.0,M11.1.0",
        "CET-1CEST",
        "../../etc/passwd",
        "/",
        "/etc/passwd",
        "/dev/zero",
        "/dev/stdin",
        "/nowhere/at/all",
        "Europe/\0Berlin",
        "/\0"
      })
  void everythingElse_isUtc(String tz) {
    assertThat(ZoneAbbreviation.at(JULY, tz, files)).isEqualTo("UTC");
  }

  @Test
  void utc_isNoFile() throws IOException {
    Files.write(folder.resolve("first/UTC"), zone("XXX0"));

    assertThat(ZoneAbbreviation.at(JULY, "UTC", files)).isEqualTo("UTC");
  }

  @Test
  void folders_areAskedInOrder() throws IOException {
    Files.write(folder.resolve("first/Zone"), zone("ONE0"));
    Files.write(folder.resolve("second/Zone"), zone("TWO0"));

    assertThat(ZoneAbbreviation.at(JULY, "Zone", files)).isEqualTo("ONE");
  }

  @Test
  void fileThatIsNoZone_isPassedOver() throws IOException {
    Files.writeString(folder.resolve("first/Zone"), "TZif, but not really");
    Files.write(folder.resolve("second/Zone"), zone("TWO0"));

    assertThat(ZoneAbbreviation.at(JULY, "Zone", files)).isEqualTo("TWO");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void pipe_isRefusedWithoutWaiting() throws Exception {
    Path pipe = folder.resolve("first/Pipe");
    Child.run(List.of("mkfifo", pipe.toString()));

    assertThat(ZoneAbbreviation.at(JULY, "Pipe", files)).isEqualTo("UTC");
    assertThat(ZoneAbbreviation.at(JULY, pipe.toString(), files)).isEqualTo("UTC");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void unreadableFileOrCircleOfLinks_isUtc() throws IOException {
    Path secret = folder.resolve("first/Secret");
    Files.write(secret, zone("SEC0"));
    assertThat(secret.toFile().setReadable(false)).isTrue();
    Files.createSymbolicLink(folder.resolve("first/Circle"), Path.of("Circle"));

    assertThat(ZoneAbbreviation.at(JULY, "Circle", files)).isEqualTo("UTC");
    assertThat(ZoneAbbreviation.at(JULY, "Secret", files))
        .isEqualTo(Files.isReadable(secret) ? "SEC" : "UTC"); // root reads everything
  }

  @Test
  void hugeFile_isUtc() throws IOException {
    Path huge = folder.resolve("first/Huge");
    Files.write(huge, zone("BIG0"));
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(1L << 40);
    }

    assertThat(ZoneAbbreviation.at(JULY, "Huge", files)).isEqualTo("UTC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<a b>0", "<\u00fc\u00fc\u00fc>0", "<>0", "<my-secret-host-name>0"})
  void textThatIsNoAbbreviation_staysHere(String footer) throws IOException {
    Files.write(files.localtime(), zone(footer));

    assertThat(ZoneAbbreviation.at(JULY, null, files)).isEqualTo("UTC");
  }

  @Test
  void extremeTimes_haveAName() {
    assertThat(ZoneAbbreviation.at(Long.MIN_VALUE, "Europe/Berlin", files)).isEqualTo("STD");
    assertThat(ZoneAbbreviation.at(Long.MAX_VALUE, "Europe/Berlin", files)).startsWith("CE");
  }

  static boolean hasZones() {
    return Files.isRegularFile(Path.of("/usr/share/zoneinfo/Europe/Berlin"));
  }

  static Stream<Arguments> vectors() {
    return Vectors.cases("timezone.json")
        .map(
            zone ->
                arguments(
                    zone.get("tz").asText(),
                    zone.get("january").asText(),
                    zone.get("july").asText()));
  }

  private static byte[] zone(String footer) {
    return new TzifBytes().type(0, false, "STD").transition(0, 0).footer(footer).write('2');
  }
}
