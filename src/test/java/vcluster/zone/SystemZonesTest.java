package vcluster.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRulesException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vcluster.testing.Child;
import vcluster.testing.Unix;

/**
 * Every zone of this machine, from 1900 to 2100, compared with what GNU date says of it. Date reads
 * the same files with another program (glibc).
 */
class SystemZonesTest {
  private static final Path ZONES = Path.of("/usr/share/zoneinfo");
  private static final long FROM = year(1900);
  private static final long TO = year(2100);

  @TempDir Path folder;

  @Test
  void everyZone_isCalledAsDateCallsIt() throws Exception {
    assumeThat(
            Files.isRegularFile(ZONES.resolve("Europe/Berlin"))
                && Child.succeeds("date", "--version"))
        .isTrue();
    List<String> zones = zones();
    assertThat(zones).hasSizeGreaterThan(300);
    Map<String, List<Long>> times = new LinkedHashMap<>();
    for (String zone : zones) {
      times.put(zone, times(zone));
    }

    assertThat(differences(ZONES, times)).isEmpty();
    Path slim = folder.resolve("slim");
    // The other layout of the same data: the footer takes over as soon as it can.
    String data = ZONES.resolve("tzdata.zi").toString();
    if (Child.succeeds("zic", "-b", "slim", "-d", slim.toString(), data)) {
      times.keySet().removeIf(zone -> !Files.exists(slim.resolve(zone)));
      assertThat(differences(slim, times)).isEmpty();
    }
  }

  /**
   * One name of each content. Not {@code right/}: those count leap seconds, which glibc subtracts
   * from the time before it looks, and Go does not.
   */
  private static List<String> zones() throws IOException {
    Map<ByteBuffer, String> zones = new LinkedHashMap<>();
    for (Path file : Unix.files(ZONES)) {
      String name = ZONES.relativize(file).toString();
      byte[] content = Files.readAllBytes(file);
      if (!name.startsWith("right/") && TzFile.parse(content).isPresent()) {
        zones.putIfAbsent(ByteBuffer.wrap(content), name);
      }
    }
    return List.copyOf(zones.values());
  }

  /** Some hundred times: scattered ones, and both sides of the changes that Java knows of. */
  private static List<Long> times(String zone) {
    TreeSet<Long> times = new TreeSet<>();
    Random random = new Random(zone.hashCode());
    for (long time = FROM; time < TO; time += 500L * 86_400) {
      times.add(time + random.nextInt(500 * 86_400));
    }
    for (ZoneOffsetTransition change : changes(zone)) {
      long at = change.getInstant().getEpochSecond();
      times.add(at - 1);
      times.add(at);
    }
    return new ArrayList<>(times.subSet(FROM, TO));
  }

  private static List<ZoneOffsetTransition> changes(String zone) {
    try {
      var rules = ZoneId.of(zone.replace("posix/", "")).getRules();
      List<ZoneOffsetTransition> changes = new ArrayList<>(rules.getTransitions());
      rules
          .getTransitionRules()
          .forEach(
              rule -> {
                for (int year : new int[] {2026, 2036, 2037, 2038, 2039, 2064, 2099}) {
                  changes.add(rule.createTransition(year));
                }
              });
      return changes;
    } catch (ZoneRulesException e) {
      return List.of();
    }
  }

  private Map<String, List<String>> date(Path zones, Map<String, List<Long>> times)
      throws Exception {
    StringBuilder list = new StringBuilder();
    int number = 0;
    for (Map.Entry<String, List<Long>> zone : times.entrySet()) {
      list.append(number).append(' ').append(zone.getKey()).append('\n');
      Files.write(
          folder.resolve(number + ".in"), zone.getValue().stream().map(t -> "@" + t).toList());
      number++;
    }
    Files.writeString(folder.resolve("list"), list);
    String each = "TZDIR='%s' TZ=$zone date -f $n.in +%%Z > $n.out".formatted(zones);
    String script = "cd '%s'; while read n zone; do %s; done < list".formatted(folder, each);
    Child.run(List.of("sh", "-c", script));
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (String zone : times.keySet()) {
      names.put(zone, Files.readAllLines(folder.resolve(names.size() + ".out")));
    }
    return names;
  }

  private List<String> differences(Path zones, Map<String, List<Long>> times) throws Exception {
    ZoneFiles files = new ZoneFiles(zones.resolve("none"), List.of(zones));
    Map<String, List<String>> expected = date(zones, times);
    List<String> differences = new ArrayList<>();
    times.forEach(
        (zone, instants) -> {
          for (int i = 0; i < instants.size(); i++) {
            String ours = ZoneAbbreviation.at(instants.get(i), zone, files);
            String theirs = expected.get(zone).get(i);
            if (!ours.equals(theirs)) {
              differences.add(
                  zone + " " + Instant.ofEpochSecond(instants.get(i)) + " " + ours + " " + theirs);
            }
          }
        });
    return differences;
  }

  private static long year(int year) {
    return LocalDateTime.of(year, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
  }
}
