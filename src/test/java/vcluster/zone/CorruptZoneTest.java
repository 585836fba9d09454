package vcluster.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damaged zone files: any answer will do, as long as it is one. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CorruptZoneTest {
  private static final long[] TIMES = {
    Long.MIN_VALUE, -3_000_000_000L, 0, 1_784_000_000L, 5_000_000_000L, Long.MAX_VALUE
  };

  @TempDir Path folder;

  @Test
  void truncatedFile_isNoZoneOrHasAName() throws IOException {
    for (byte[] file : files()) {
      for (int length = 0; length < file.length; length++) {
        byte[] part = new byte[length];
        System.arraycopy(file, 0, part, 0, length);
        read(part);
      }
    }
  }

  @Test
  void flippedBytes_areNoZoneOrHaveAName() throws IOException {
    Random random = new Random(20_261_122);
    for (byte[] file : files()) {
      for (int i = 0; i < 20_000; i++) {
        byte[] damaged = file.clone();
        // Mostly in the headers, where the counts are, and in the footer.
        for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
          int at = random.nextInt(file.length);
          switch (random.nextInt(3)) {
            case 0 -> at = Math.min(at, random.nextInt(60));
            case 1 -> at = Math.max(at, file.length - 1 - random.nextInt(30));
            default -> {}
          }
          damaged[at] = (byte) random.nextInt(256);
        }
        read(damaged);
      }
    }
  }

  @Test
  void noise_isNoZoneOrHasAName() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      byte[] magic = {'T', 'Z', 'i', 'f', (byte) (i % 2 == 0 ? 0 : '2')};
      System.arraycopy(magic, 0, noise, 0, Math.min(magic.length, noise.length));
      read(noise);
    }
  }

  @Test
  void damagedFileOnDisk_isUtcOrAnAbbreviation() throws IOException {
    Random random = new Random(5);
    Path file = folder.resolve("zone");
    byte[] good = files().get(0);
    for (int i = 0; i < 300; i++) {
      byte[] damaged = good.clone();
      damaged[random.nextInt(good.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      assertThat(ZoneAbbreviation.at(0, null, new ZoneFiles(file, List.of())))
          .matches("[A-Za-z0-9+-]{1,16}");
    }
  }

  private static void read(byte[] content) {
    TzFile.parse(content)
        .ifPresent(
            zone -> {
              for (long time : TIMES) {
                assertThat(zone.nameAt(time)).isNotNull();
              }
            });
  }

  private static List<byte[]> files() throws IOException {
    TzifBytes zone =
        new TzifBytes()
            .type(-10_000, false, "LMT")
            .type(3600, false, "CET")
            .type(7200, true, "CEST")
            .transition(-2_000_000_000L, 1)
            .transition(0, 2)
            .transition(1_000_000, 1)
            .footer("CET-1CEST,M3.5.0,M10.5.0/3");
    List<byte[]> files = new ArrayList<>(List.of(zone.write('2'), zone.write((char) 0)));
    Path sydney = Path.of("/usr/share/zoneinfo/Australia/Sydney");
    if (Files.isRegularFile(sydney)) {
      files.add(Files.readAllBytes(sydney));
    }
    return files;
  }
}
