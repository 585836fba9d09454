package vcluster.backend.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static vcluster.backend.demo.Planted.FAILING_COMMAND;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vcluster.backend.record.CliEvent;
import vcluster.backend.record.Incoming;
import vcluster.backend.record.InstanceEvent;
import vcluster.backend.record.KeyedHash;
import vcluster.backend.record.SyncerUpload;
import vcluster.backend.record.Syncs;
import vcluster.backend.registry.Registry;
import vcluster.backend.registry.Release;
import vcluster.backend.verify.redact.KnownWords;

class FleetTest {
  private static final KeyedHash HASH = new KeyedHash(new byte[32]);
  private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
  private static final Fleet FLEET = fleet(7, 1_000, 500, 90);
  private static final Sent SENT = Sent.of(FLEET);

  /** All that a fleet sent, and what it says is true of it. */
  private record Sent(Map<LocalDate, List<Incoming>> days, List<Truth> truths) {
    static Sent of(Fleet fleet) {
      Map<LocalDate, List<Incoming>> days = new HashMap<>();
      List<Truth> truths = fleet.send(days::put);
      return new Sent(days, truths);
    }

    Stream<Incoming> events() {
      return days.values().stream().flatMap(List::stream);
    }

    Truth truth(Planted planted, int window) {
      return truths.stream()
          .filter(truth -> truth.planted() == planted)
          .filter(truth -> truth.from().plusDays(window).equals(truth.to().plusDays(1)))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Fleet fleet(long seed, int machines, int instances, int days) {
    return new Fleet(seed, new FleetSize(machines, instances, days), FIRST, HASH);
  }

  @Test
  void fleet_isTheSameWithTheSameSeed() {
    assertThat(Sent.of(fleet(7, 1_000, 500, 90))).isEqualTo(SENT);
    assertThat(Sent.of(fleet(8, 1_000, 500, 90)).days()).isNotEqualTo(SENT.days());
  }

  @Test
  void events_happenInTheDaysOfTheFleetAndUpToAMonthBeforeTheyArrive() {
    assertThat(SENT.days()).containsOnlyKeys(FIRST.datesUntil(FIRST.plusDays(90)).toList());
    SENT.days()
        .forEach(
            (day, events) ->
                assertThat(events)
                    .allSatisfy(
                        event ->
                            assertThat(happened(event))
                                .isBetween(FIRST, day)
                                .isAfterOrEqualTo(day.minusDays(29))));
  }

  @Test
  void events_areLateNowAndThen() {
    Set<Long> lags = new HashSet<>();
    long late = 0;
    long commands = 0;
    for (Map.Entry<LocalDate, List<Incoming>> day : SENT.days().entrySet()) {
      for (Incoming event : day.getValue()) {
        long lag = ChronoUnit.DAYS.between(happened(event), day.getKey());
        commands += event instanceof CliEvent ? 1 : 0;
        late += event instanceof CliEvent && lag > 0 ? 1 : 0;
        lags.add(lag);
      }
    }

    assertThat(late).isBetween(commands / 200, commands / 20);
    assertThat(late).isEqualTo(SENT.truth(Planted.LATE, 90).events());
    assertThat(lags).contains(0L, 1L, 20L);
  }

  @Test
  void events_haveAKeyEach() {
    assertThat(SENT.events().map(event -> event.member() + " " + event.key()))
        .doesNotHaveDuplicates()
        .noneMatch(key -> key.endsWith("null"));
  }

  @Test
  void size_saysAboutHowManyEventsThereAre() {
    assertThat(FLEET.size().events()).isCloseTo(SENT.events().count(), withinPercentage(10));
  }

  @Test
  void oneMachine_sendsHalfOfTheCommands() {
    Map<UUID, Long> commands =
        SENT.events()
            .filter(CliEvent.class::isInstance)
            .collect(Collectors.groupingBy(Incoming::member, Collectors.counting()));
    long all = commands.values().stream().mapToLong(Long::longValue).sum();

    assertThat(commands.values().stream().max(Long::compare).orElseThrow())
        .isBetween(all * 49 / 100, all * 51 / 100);
  }

  /** Truths of all windows, against a count of the events that looks at nothing else. */
  @ParameterizedTest
  @EnumSource
  void planted_isTrueOfTheEvents(Planted planted) {
    for (int window : List.of(7, 28, 90)) {
      LocalDate from = FIRST.plusDays(90 - window);
      Map<UUID, Set<LocalDate>> active = new HashMap<>();
      Set<UUID> members = new HashSet<>();
      long events = 0;
      for (LocalDate arrival : SENT.days().keySet()) {
        for (Incoming event : SENT.days().get(arrival)) {
          boolean machine = event instanceof CliEvent;
          LocalDate day = happened(event);
          if (machine == planted.population().equals("machines")) {
            active.computeIfAbsent(event.member(), id -> new HashSet<>()).add(day);
            long times = day.isBefore(from) ? 0 : times(planted, event, arrival);
            events += times;
            if (times > 0) {
              members.add(event.member());
            }
          }
        }
      }
      long established = members.stream().filter(id -> active.get(id).size() > 1).count();

      assertThat(SENT.truth(planted, window))
          .isEqualTo(
              new Truth(
                  planted, from, FLEET.last(), established, members.size() - established, events));
    }
  }

  private static long times(Planted planted, Incoming event, LocalDate arrival) {
    return switch (planted) {
      case MACHINES, INSTANCES -> 1;
      case RARE_OPTION,
          FEW_OPTION,
          HIDDEN_OPTION,
          UNUSED_OPTION,
          DYING_OPTION,
          OLD_OPTION,
          MIXED_OPTION -> {
        CliEvent command = (CliEvent) event;
        yield words(command.options()).stream()
            .map(option -> command.command().replace(" *", "") + " " + option)
            .filter(planted.item()::equals)
            .count();
      }
      case LOUD_MACHINE ->
          isLoud(event) && ((CliEvent) event).command().equals(planted.item()) ? 1 : 0;
      case FAILING_COMMAND ->
          event instanceof CliEvent command
                  && command.command().startsWith(planted.item())
                  && !command.error().isEmpty()
              ? 1
              : 0;
      case NEWEST_ORIGINAL, NEWEST_OURS ->
          ((CliEvent) event).version().equals(planted.item()) ? 1 : 0;
      case MADE_UP -> isMadeUp(event) ? 1 : 0;
      case LATE -> happened(event).isBefore(arrival) ? 1 : 0;
      case RARE_FLAG, UNUSED_FLAG ->
          event instanceof SyncerUpload upload && words(upload.flags()).contains(planted.item())
              ? 1
              : 0;
      case CONTROLLER ->
          event instanceof SyncerUpload upload
                  && words(upload.controllers()).contains(planted.item())
              ? 1
              : 0;
      case RARE_KEY ->
          event instanceof InstanceEvent start && words(start.helmKeys()).contains(planted.item())
              ? 1
              : 0;
      case FAILING_SYNC ->
          event instanceof SyncerUpload upload
              ? upload.syncs().stream()
                  .filter(sync -> !sync.success())
                  .filter(sync -> planted.item().equals(sync.group() + " " + sync.kind()))
                  .mapToLong(Syncs::count)
                  .sum()
              : 0;
    };
  }

  private static boolean isLoud(Incoming event) {
    return event.member().equals(HASH.pseudonym("machine 0"));
  }

  private static boolean isMadeUp(Incoming event) {
    return event instanceof CliEvent command
        && (command.command().equals("vcluster *") || command.command().contains("made-up"));
  }

  @Test
  void failures_areOfOneVersion() {
    assertThat(SENT.events().filter(event -> times(FAILING_COMMAND, event, FIRST) > 0))
        .isNotEmpty()
        .allSatisfy(event -> assertThat(((CliEvent) event).version()).isEqualTo("0.36.0"));
  }

  @Test
  void plantedThings_areAsManyAsTheirNamesSay() {
    Sent sent = Sent.of(fleet(1, 8_000, 4_000, 30));
    Map<Planted, Long> of = new EnumMap<>(Planted.class);
    for (Planted planted : Planted.values()) {
      Truth truth = sent.truth(planted, 28);
      of.put(planted, truth.established() + truth.once());
    }

    assertThat(of)
        .containsEntry(Planted.RARE_OPTION, 63L)
        .containsEntry(Planted.FEW_OPTION, 7L)
        .containsEntry(Planted.HIDDEN_OPTION, 3L)
        .containsEntry(Planted.UNUSED_OPTION, 0L)
        .containsEntry(Planted.UNUSED_FLAG, 0L)
        .containsEntry(Planted.LOUD_MACHINE, 1L)
        .containsEntry(Planted.MADE_UP, 800L);
    assertThat(of.get(Planted.OLD_OPTION)).isBetween(20L, 100L);
    assertThat(of.get(Planted.FAILING_COMMAND)).isBetween(20L, 400L);
    assertThat(of.get(Planted.FAILING_SYNC)).isBetween(20L, 100L);
  }

  @Test
  void dyingOption_isGoneForFourWeeks() {
    assertThat(SENT.truth(Planted.DYING_OPTION, 90).established()).isGreaterThan(10);
    assertThat(SENT.truth(Planted.DYING_OPTION, 28).events()).isZero();
  }

  @Test
  void versions_spreadWithTime() {
    assertThat(SENT.truth(Planted.NEWEST_ORIGINAL, 28).established()).isGreaterThan(50);
    assertThat(SENT.truth(Planted.NEWEST_OURS, 28).established()).isGreaterThan(30);
    Set<String> versions =
        SENT.events()
            .filter(event -> event instanceof CliEvent && !isMadeUp(event))
            .map(event -> ((CliEvent) event).version())
            .collect(Collectors.toSet());
    assertThat(versions).contains("0.18.1", "0.29.0", "0.34.0", "0.35.0", "1.0.0", "1.1.0");
    assertThat(SENT.events().filter(FleetTest::isMadeUp).map(e -> ((CliEvent) e).version()))
        .doesNotContainAnyElementsOf(versions)
        .doesNotHaveDuplicates();
  }

  /** As in reality: what redaction does not let through, nobody counts as anything. */
  @Test
  void commands_areWhatRedactionLeaves() {
    KnownWords redaction = new KnownWords(HASH);
    Set<List<String>> lines = new HashSet<>();
    SENT.events()
        .filter(event -> event instanceof CliEvent && !isMadeUp(event))
        .map(CliEvent.class::cast)
        .forEach(e -> lines.add(List.of(e.version(), e.command(), e.options())));

    assertThat(lines)
        .allSatisfy(
            line -> {
              List<String> words = new ArrayList<>(words(line.get(1)));
              words.addAll(words(line.get(2)));
              KnownWords.RedactedCommand left = redaction.command(words, line.get(0));
              assertThat(List.of(left.words(), left.options())).isEqualTo(line.subList(1, 3));
              assertThat(redaction.version(line.get(0))).isEqualTo(line.get(0));
            });
  }

  @Test
  void commandsAndOptions_existInTheirVersion() throws IOException {
    Map<String, Interval> intervals = new HashMap<>();
    for (List<String> row : table("commands")) {
      intervals.put(row.get(0), new Interval(row.get(1), row.get(2)));
    }
    for (List<String> row : table("options")) {
      intervals.put(row.get(0) + " " + row.get(1), new Interval(row.get(3), row.get(4)));
    }
    SENT.events()
        .filter(event -> event instanceof CliEvent && !isMadeUp(event))
        .map(CliEvent.class::cast)
        .filter(event -> event.version().startsWith("0."))
        .forEach(
            event -> {
              String command = event.command().replace(" *", "");
              assertThat(intervals.get(command).has(event.version())).as(command).isTrue();
              for (String option : words(event.options())) {
                Interval interval =
                    Optional.ofNullable(intervals.get(command + " " + option))
                        .or(() -> Optional.ofNullable(intervals.get("vcluster " + option)))
                        .orElseThrow();
                assertThat(interval.has(event.version()))
                    .as(command + " " + option + " in " + event.version())
                    .isTrue();
              }
            });
  }

  /** Releases that have something; as the registry's tables write it. */
  private record Interval(String since, String until) {
    boolean has(String version) {
      Release release = Release.of(version).orElseThrow();
      return Release.of(since).stream().noneMatch(release::isBefore)
          && Release.of(until).stream().allMatch(release::isBefore);
    }
  }

  private static List<List<String>> table(String name) throws IOException {
    Path file = Path.of("src/main/resources/vcluster/backend/registry", name + ".tsv");
    return Files.readAllLines(file).stream()
        .skip(1)
        .map(line -> List.of(line.split("\t", -1)))
        .toList();
  }

  @Test
  void instances_sayWhatRedactionLeaves() {
    Registry registry = new Registry();
    KnownWords redaction = new KnownWords(HASH);
    SENT.events()
        .filter(SyncerUpload.class::isInstance)
        .map(SyncerUpload.class::cast)
        .forEach(
            upload -> {
              assertThat(words(upload.flags()))
                  .allMatch(w -> w.equals("*") || registry.has("flag", w));
              assertThat(words(upload.controllers()))
                  .allMatch(
                      w -> w.equals("*") || registry.has("controller", w.replaceAll("^-", "")));
              assertThat(upload.version()).isEqualTo(redaction.version(upload.version()));
              assertThat(redaction.kubernetesVersion(upload.virtualVersion()))
                  .isEqualTo(upload.virtualVersion());
              assertThat(redaction.kubernetesVersion(upload.hostVersion()))
                  .isEqualTo(upload.hostVersion());
              for (Syncs sync : upload.syncs()) {
                assertThat(sync.group().isEmpty() || registry.hasKind(sync.group(), sync.kind()))
                    .isTrue();
                assertThat(sync.times().stream().mapToInt(Integer::intValue).sum())
                    .isIn(sync.count(), 0);
              }
            });
    SENT.events()
        .filter(InstanceEvent.class::isInstance)
        .map(InstanceEvent.class::cast)
        .forEach(
            event ->
                assertThat(words(event.helmKeys()))
                    .allMatch(word -> word.equals("*") || registry.helmValues().isKnown(word)));
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  private static LocalDate happened(Incoming event) {
    Long micros =
        event instanceof SyncerUpload upload
            ? upload.newest()
            : event instanceof InstanceEvent instance
                ? (Long) instance.claimed()
                : (Long) ((CliEvent) event).claimed();
    Instant time = Instant.EPOCH.plus(Objects.requireNonNull(micros), ChronoUnit.MICROS);
    return time.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
