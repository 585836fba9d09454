package vcluster.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TzFileTest {
  private static final long JANUARY_2026 = 1_767_960_000;
  private static final long JULY_2026 = 1_784_000_000;

  @Test
  void version1_isReadWith32Bits() {
    byte[] file = berlin().write((char) 0);

    assertThat(name(file, -1)).isEqualTo("CET");
    assertThat(name(file, 0)).isEqualTo("CEST");
    assertThat(name(file, 99)).isEqualTo("CEST");
    assertThat(name(file, 100)).isEqualTo("CET");
  }

  @ParameterizedTest
  @ValueSource(chars = {'2', '3'})
  void laterVersions_areReadWith64BitsAndTheirFooter(char version) {
    byte[] file =
        berlin().transition(1L << 32, 1).footer("XST-1XDT,M3.5.0,M10.5.0/3").write(version);

    assertThat(name(file, 100)).isEqualTo("CET");
    assertThat(name(file, (1L << 32) - 1)).isEqualTo("CET");
    assertThat(name(file, 1L << 32)).isEqualTo("XST");
    assertThat(name(file, (1L << 32) + 180 * 86_400)).isEqualTo("XDT");
  }

  @ParameterizedTest
  @ValueSource(chars = {'1', '4', '5', 'x'})
  void versionThatGoDoesNotKnow_isNoZone(char version) {
    assertThat(TzFile.parse(berlin().write(version))).isEmpty();
  }

  @Test
  void fileWithoutTransitions_hasItsFirstTypeOrItsFooter() {
    TzifBytes zone = new TzifBytes().type(7200, true, "AAA").type(3600, false, "BBB");

    assertThat(name(zone.write('2'), 0)).isEqualTo("AAA");
    assertThat(name(zone.footer("<+02>-2").write('2'), 0)).isEqualTo("+02");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rubbish", "CET", "CET-1CEST,M3.5.0", "CET-1CEST,M3.5.0,M10.5.0x", ""})
  void footerThatIsNoRule_leavesTheLastTransition(String footer) {
    assertThat(name(berlin().footer(footer).write('2'), JULY_2026)).isEqualTo("CET");
  }

  @Test
  void footerWithoutLineEnd_isNone() {
    byte[] file = berlin().footer("XST-1").write('2');

    file[file.length - 1] = ' ';

    assertThat(name(file, JANUARY_2026)).isEqualTo("CET");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "the unused first type | ONE+ TWO TRI+ | 10:2 | ONE",
        "the standard type in front of the daylight one | ONE TWO TRI+ | 10:2 20:0 | TWO",
        "the first standard type | ONE+ TWO | 10:1 20:0 | TWO",
        "the first type if none is standard | ONE+ TWO+ | 10:1 20:0 | ONE",
      })
  void beforeTheFirstTransition_oneTypeWins(
      String rule, String types, String transitions, String name) {
    TzifBytes zone = new TzifBytes();
    for (String type : types.split(" ")) {
      zone.type(0, type.endsWith("+"), type.substring(0, 3));
    }
    for (String transition : transitions.split(" ")) {
      String[] numbers = transition.split(":");
      zone.transition(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    assertThat(name(zone.write('2'), 9)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"20", "24", "28", "32", "36", "40"})
  void countBeyondTheFile_isNoZone(int at) {
    byte[] file = berlin().footer("CET-1CEST,M3.5.0,M10.5.0/3").write('2');
    for (int header : new int[] {0, secondHeader(file)}) {
      for (int count : new int[] {-1, Integer.MAX_VALUE, Integer.MIN_VALUE, 100_000}) {
        byte[] broken = file.clone();
        ByteBuffer.wrap(broken).putInt(header + at, count);
        assertThat(TzFile.parse(broken)).isEmpty();
      }
    }
  }

  @Test
  void noTypes_isNoZone() {
    assertThat(TzFile.parse(new TzifBytes().write('2'))).isEmpty();
    assertThat(TzFile.parse(new TzifBytes().write((char) 0))).isEmpty();
  }

  @Test
  void transitionToATypeThatIsNotThere_isNoZone() {
    assertThat(TzFile.parse(berlin().transition(200, 2).write('2'))).isEmpty();
    assertThat(TzFile.parse(berlin().transition(200, 255).write('2'))).isEmpty();
  }

  private static TzifBytes berlin() {
    return new TzifBytes()
        .type(3600, false, "CET")
        .type(7200, true, "CEST")
        .transition(0, 1)
        .transition(100, 0);
  }

  private static int secondHeader(byte[] file) {
    int at = 44;
    while (file[at] != 'T' || file[at + 1] != 'Z' || file[at + 2] != 'i') {
      at++;
    }
    return at;
  }

  private static String name(byte[] file, long time) {
    return TzFile.parse(file).orElseThrow().nameAt(time);
  }
}
