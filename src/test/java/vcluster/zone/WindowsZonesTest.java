package vcluster.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsZonesTest {
  private static final long JANUARY = Instant.parse("2026-01-15T12:00:00Z").getEpochSecond();
  private static final long JULY = Instant.parse("2026-07-15T12:00:00Z").getEpochSecond();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "W. Europe Standard Time, CET, CEST",
    "GMT Standard Time, GMT, BST",
    "Pacific Standard Time, PST, PDT",
    "India Standard Time, IST, IST",
    "Nepal Standard Time, +0545, +0545",
    "E. South America Standard Time, -03, -03",
    "Azores Standard Time, -01, +00",
    "UTC, UTC, UTC",
    "UTC-11, -11, -11",
    "Middle Earth Standard Time, MEST, MEDT",
    "Mitteleuropäische Zeit, MZ, MZ",
    "central standard time, '', ''",
    "no capitals, '', ''",
  })
  void registryName_hasAnAbbreviation(String name, String standard, String daylight) {
    assertThat(WindowsZones.abbreviation(name, false)).isEqualTo(standard);
    assertThat(WindowsZones.abbreviation(name, true)).isEqualTo(daylight);
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Amsterdam, CET, CEST",
    "America/Argentina/Buenos_Aires, -03, -03",
    "Australia/Hobart, AEDT, AEST",
    "Asia/Tehran, IST, IST", // not in the table below: the capital letters
  })
  void zoneOfJava_isMappedBackToTheRegistry(String id, String january, String july)
      throws IOException {
    Path mappings = folder.resolve("tzmappings");
    Files.writeString(
        mappings,
        """
        Argentina Standard Time:001:America/Argentina/Buenos_Aires:\r
        Imaginary Standard Time:IR:Asia/Tehran:\r
        Tasmania Standard Time:001:Australia/Hobart:\r
        W. Europe Standard Time:DE:Europe/Berlin:\r
        W. Europe Standard Time:NL:Europe/Amsterdam:\r
        """);
    TimeZone zone = TimeZone.getTimeZone(id);

    assertThat(WindowsZones.at(JANUARY, zone, mappings)).isEqualTo(january);
    assertThat(WindowsZones.at(JULY, zone, mappings)).isEqualTo(july);
  }

  @ParameterizedTest
  @CsvSource({"GMT+01:00, +01", "GMT-03:30, -0330", "GMT, +00", "Asia/Kathmandu, +0545"})
  void zoneWithoutMapping_isItsOffset(String id, String expected) {
    assertThat(WindowsZones.at(JULY, TimeZone.getTimeZone(id), folder.resolve("none")))
        .isEqualTo(expected);
  }

  /** Every name that the table has, as it was written down from CLDR and tzdata. */
  @Test
  void table_hasOneOrTwoAbbreviationsForEachName() throws IOException {
    try (InputStream table = WindowsZones.class.getResourceAsStream("windows-zones.txt")) {
      String text = new String(table.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text.lines().filter(line -> !line.startsWith("#")))
          .hasSize(139)
          .doesNotHaveDuplicates()
          .allMatch(line -> line.matches("[A-Za-z0-9.()+ -]+=[A-Z0-9+-]+(/[A-Z0-9+-]+)?"));
    }
  }
}
