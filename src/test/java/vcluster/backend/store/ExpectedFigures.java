package vcluster.backend.store;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vcluster.backend.record.CliEvent;
import vcluster.backend.record.Incoming;
import vcluster.backend.record.InstanceEvent;
import vcluster.backend.record.SyncerUpload;
import vcluster.backend.record.Syncs;
import vcluster.backend.registry.Interval;
import vcluster.backend.registry.Registry;

/**
 * What docs/backend-figures.md says is to be published of events, worked out one by one, without a
 * database.
 */
public final class ExpectedFigures {
  /**
   * An event and when it was stored; of equal keys only the first is in the list.
   *
   * @param at by the database's clock
   */
  public record Arrived(Incoming event, Instant at) {}

  private static final int SMALL = 4;
  private static final int MAY_BE_DIVIDED = 20;
  private static final int MONTH = 28;
  private static final int NEWEST_RELEASES = 4;

  /** From this one on releases are ours, before it the original's. */
  private static final int OURS = 1_000_000;

  private static final String OTHER = "*";
  private static final List<Integer> WINDOWS = List.of(7, MONTH, 90);

  /** What a member is: one value of each. */
  private static final Map<String, String> ATTRIBUTES =
      Map.ofEntries(
          Map.entry("cli_version", "machine"),
          Map.entry("cli_platform", "machine"),
          Map.entry("zone", "machine"),
          Map.entry("syncer_version", "instance"),
          Map.entry("syncer_platform", "instance"),
          Map.entry("virtual", "instance"),
          Map.entry("host", "instance"),
          Map.entry("distro", "instance"),
          Map.entry("service", "instance"),
          Map.entry("creator", "instance"),
          Map.entry("namespaces", "instance"),
          Map.entry("pods", "instance"));

  private static final Map<String, String> LEARNED =
      Map.of(
          "failure",
          "machine",
          "sync",
          "instance",
          "sync_failure",
          "instance",
          "error",
          "instance");

  private static final Map<String, String> REGISTERED =
      Map.of(
          "command", "machine",
          "option", "machine",
          "controller", "instance",
          "flag", "instance",
          "helm", "instance");

  private static final Pattern RELEASE =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})(?:\\.(\\d{1,3})(?:[-+].*)?)?");

  private record Item(String kind, String name) implements Comparable<Item> {
    @Override
    public int compareTo(Item other) {
      return Comparator.comparing(Item::kind).thenComparing(Item::name).compare(this, other);
    }
  }

  private record Span(LocalDate from, LocalDate to) {}

  /** Days and events of one item, or of one item and member. */
  private static final class Use {
    final BitSet days = new BitSet();
    final BitSet failedDays = new BitSet();
    final Map<Integer, Long> events = new HashMap<>();
    final Map<Integer, Long> failed = new HashMap<>();

    void add(int day, long times, long failures) {
      days.set(day);
      events.merge(day, times, Long::sum);
      if (failures > 0) {
        failedDays.set(day);
        failed.merge(day, failures, Long::sum);
      }
    }
  }

  private static final class Member {
    final String population;
    final BitSet active = new BitSet();
    final Map<Item, Use> uses = new HashMap<>();
    final Map<String, Map<String, BitSet>> attributes = new HashMap<>();

    Member(String population) {
      this.population = population;
    }

    boolean isEstablished() {
      return active.cardinality() >= 2;
    }
  }

  /** Members by what they are. */
  private static final class Group {
    long established;
    long once;

    void add(Member member) {
      if (member.isEstablished()) {
        established++;
      } else {
        once++;
      }
    }

    long all() {
      return established + once;
    }
  }

  private final LocalDate day;
  private final int days;
  private final Set<String> learned;
  private final Map<UUID, Member> members = new HashMap<>();
  private final Map<Item, Use> totals = new HashMap<>();
  private final Map<Item, List<Interval>> registry = new HashMap<>();
  private final Set<Item> ignored = new HashSet<>();
  private final Map<Item, Map<Integer, List<Member>>> seen = new HashMap<>();
  private final Map<Item, List<Member>> seenBefore = new HashMap<>();
  private final Map<Item, int[]> dailyMembers = new HashMap<>();
  private final Map<String, Map<String, Long>> versions = new HashMap<>();
  private @Nullable LocalDate since;

  /**
   * The figures of a day.
   *
   * @param day the last one that counts
   * @param days how many are kept, 90 at most
   * @param learned the names beyond the registry that there was room for, behind their kind and
   *     {@code |}
   */
  ExpectedFigures(LocalDate day, int days, Collection<String> learned, List<Arrived> events) {
    this.day = day;
    this.days = days;
    this.learned = Set.copyOf(learned);
    Registry.items()
        .forEach(
            item -> {
              Item key = new Item(item.kind(), item.name());
              registry.put(key, item.reported());
              if (item.ignored()) {
                ignored.add(key);
              }
            });
    events.forEach(this::read);
    members.values().forEach(this::index);
  }

  // What an event says.

  private void read(Arrived arrived) {
    Incoming event = arrived.event();
    LocalDate received = LocalDate.ofInstant(arrived.at(), ZoneOffset.UTC);
    since = since == null || received.isBefore(since) ? received : since;
    LocalDate happened =
        happened(claimed(event), arrived.at()).atZone(ZoneOffset.UTC).toLocalDate();
    int number = index(happened);
    if (number < 0) {
      return;
    }
    List<Fact> facts = facts(event);
    if (number >= days) {
      return;
    }
    String population = event instanceof CliEvent ? "machine" : "instance";
    Member member = members.computeIfAbsent(event.member(), id -> new Member(population));
    member.active.set(number);
    for (Fact fact : facts) {
      Item item = fact.item();
      if (ATTRIBUTES.containsKey(item.kind())) {
        member
            .attributes
            .computeIfAbsent(item.kind(), any -> new HashMap<>())
            .computeIfAbsent(item.name(), any -> new BitSet())
            .set(number);
      } else {
        Stream.of(
                member.uses.computeIfAbsent(item, any -> new Use()),
                totals.computeIfAbsent(item, any -> new Use()))
            .forEach(use -> use.add(number, fact.events(), fact.failed()));
      }
    }
  }

  /** How often an event says something, and how often of these it failed. */
  private record Fact(Item item, long events, long failed) {}

  private static @Nullable Long claimed(Incoming event) {
    return event instanceof CliEvent command
        ? Long.valueOf(command.claimed())
        : event instanceof SyncerUpload upload
            ? upload.newest()
            : Long.valueOf(((InstanceEvent) event).claimed());
  }

  /** Up to 30 days late and ten minutes early it is believed. */
  private static Instant happened(@Nullable Long micros, Instant stored) {
    if (micros == null) {
      return stored;
    }
    Instant claimed = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    boolean possible =
        !claimed.isBefore(stored.minus(30, ChronoUnit.DAYS))
            && !claimed.isAfter(stored.plus(10, ChronoUnit.MINUTES));
    return possible ? claimed : stored;
  }

  private List<Fact> facts(Incoming event) {
    List<Fact> facts = new ArrayList<>();
    if (event instanceof CliEvent cli) {
      boolean failed = !cli.error().isEmpty();
      String words = cli.command().replaceAll(" \\*.*", "");
      boolean unknown = words.equals("vcluster") && cli.command().contains("*");
      String command = unknown ? OTHER : words;
      version(facts, "cli_version", cli.version());
      platform(facts, "cli_platform", cli.os(), cli.arch());
      add(facts, "zone", cli.timezone());
      facts.add(new Fact(registered("command", command), 1, failed ? 1 : 0));
      for (String option : words(cli.options())) {
        Item own = registered("option", words + ' ' + option);
        Item any = registered("option", "vcluster " + option);
        facts.add(new Fact(own.name().equals(OTHER) ? any : own, 1, 0));
      }
      if (failed) {
        add(facts, "failure", command + ' ' + cli.error());
      }
    } else if (event instanceof SyncerUpload upload) {
      version(facts, "syncer_version", upload.version());
      platform(facts, "syncer_platform", upload.os(), upload.arch());
      add(facts, "service", upload.serviceType());
      add(facts, "creator", upload.creator());
      add(facts, "virtual", minor(upload.virtualVersion()));
      add(facts, "host", minor(upload.hostVersion()));
      words(upload.flags()).forEach(word -> facts.add(new Fact(registered("flag", word), 1, 0)));
      words(upload.controllers())
          .forEach(word -> facts.add(new Fact(registered("controller", word), 1, 0)));
      for (Syncs syncs : upload.syncs()) {
        String name =
            syncs.type().equals("ResourceSync")
                ? syncs.group() + '/' + syncs.version() + ' ' + syncs.kind()
                : syncs.type();
        long failed = syncs.success() ? 0 : syncs.count();
        facts.add(new Fact(learned("sync", name), syncs.count(), failed));
        if (!syncs.error().isEmpty()) {
          facts.add(
              new Fact(learned("sync_failure", name + ' ' + syncs.error()), syncs.count(), 0));
        }
      }
    } else if (event instanceof InstanceEvent instance) {
      version(facts, "syncer_version", instance.version());
      platform(facts, "syncer_platform", instance.os(), instance.arch());
      add(facts, "creator", instance.creator());
      add(facts, "distro", instance.distro());
      add(facts, "virtual", minor(instance.virtualVersion()));
      add(facts, "host", minor(instance.hostVersion()));
      add(facts, "error", instance.error());
      add(facts, "namespaces", magnitude(instance.namespaces()));
      add(facts, "pods", magnitude(instance.pods()));
      words(instance.helmKeys()).stream()
          .map(word -> registered("helm", word))
          .filter(item -> !ignored.contains(item))
          .forEach(item -> facts.add(new Fact(item, 1, 0)));
    }
    return facts;
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  private void add(List<Fact> facts, String kind, String name) {
    if (!name.isEmpty()) {
      facts.add(new Fact(learned(kind, name), 1, 0));
    }
  }

  private void platform(List<Fact> facts, String kind, String os, String arch) {
    add(facts, kind, os.isEmpty() && arch.isEmpty() ? "" : os + '/' + arch);
  }

  private void version(List<Fact> facts, String kind, String version) {
    String name = version.startsWith("v") ? version.substring(1) : version;
    Item item = learned(kind, name);
    Matcher minor = Pattern.compile("(\\d{1,3}\\.\\d{1,3})\\..*").matcher(name);
    if (item.name().equals(OTHER) && minor.matches()) {
      item = learned(kind, minor.group(1));
    }
    if (!name.isEmpty()) {
      facts.add(new Fact(item, 1, 0));
    }
  }

  private static String minor(String version) {
    Matcher minor = Pattern.compile("v?(\\d+\\.\\d+).*").matcher(version);
    return version.isEmpty() ? "" : minor.matches() ? minor.group(1) : OTHER;
  }

  private static String magnitude(@Nullable Long number) {
    if (number == null) {
      return "";
    }
    return number == 0
        ? "0"
        : number < 10 ? "1-9" : number < 100 ? "10-99" : number < 1_000 ? "100-999" : "1000+";
  }

  private Item registered(String kind, String name) {
    Item item = new Item(kind, name);
    return registry.containsKey(item) ? item : new Item(kind, OTHER);
  }

  private Item learned(String kind, String name) {
    return new Item(kind, learned.contains(kind + '|' + name) ? name : OTHER);
  }

  // Who counts.

  /** From 0, the first day that is kept; days after the last one are beyond {@code days}. */
  private int index(LocalDate date) {
    return Math.toIntExact(ChronoUnit.DAYS.between(day.minusDays(days - 1), date));
  }

  private boolean within(BitSet set, Span span) {
    int first = set.nextSetBit(Math.max(0, index(span.from())));
    return first >= 0 && first <= index(span.to());
  }

  /** So many days that end so many days before the last one. */
  private Span span(int before, int length) {
    return new Span(day.minusDays(before + length - 1L), day.minusDays(before));
  }

  private static Optional<int[]> release(String version) {
    Matcher matcher = RELEASE.matcher(version);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String patch = matcher.group(3) == null ? "0" : matcher.group(3);
    return Optional.of(
        Stream.of(matcher.group(1), matcher.group(2), patch).mapToInt(Integer::parseInt).toArray());
  }

  private static int number(String version) {
    return release(version).map(r -> r[0] * 1_000_000 + r[1] * 1_000 + r[2]).orElse(-1);
  }

  private static @Nullable String minorRelease(@Nullable String version) {
    return version == null ? null : release(version).map(r -> r[0] + "." + r[1]).orElse(null);
  }

  /** What a member was, as far as it is known at the end of a day. */
  private @Nullable String last(Member member, String kind, LocalDate end) {
    String best = null;
    int bestDay = -1;
    Comparator<String> order =
        kind.endsWith("version")
            ? Comparator.comparingInt(ExpectedFigures::number)
                .thenComparing(Comparator.naturalOrder())
            : Comparator.naturalOrder();
    for (Map.Entry<String, BitSet> value :
        member.attributes.getOrDefault(kind, Map.of()).entrySet()) {
      int known = index(end) < 0 ? -1 : value.getValue().previousSetBit(index(end));
      boolean better =
          known > bestDay
              || known >= 0 && known == bestDay && order.compare(value.getKey(), best) > 0;
      if (better) {
        best = value.getKey();
        bestDay = known;
      }
    }
    return best;
  }

  private @Nullable String version(Member member, LocalDate end) {
    return last(
        member, member.population.equals("machine") ? "cli_version" : "syncer_version", end);
  }

  private boolean reports(Item item, @Nullable String version) {
    if (LEARNED.containsKey(item.kind())) {
      return true;
    }
    int number = version == null ? -1 : number(version);
    return registry.getOrDefault(item, List.of()).stream()
        .anyMatch(interval -> number >= interval.since() && number < interval.until());
  }

  private static String population(Item item) {
    return Objects.requireNonNull(
        Stream.of(ATTRIBUTES, LEARNED, REGISTERED)
            .map(kinds -> kinds.get(item.kind()))
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow());
  }

  private List<Member> active(String population, Span span) {
    return members.values().stream()
        .filter(member -> member.population.equals(population))
        .filter(member -> within(member.active, span))
        .toList();
  }

  private static Group group(Collection<Member> members) {
    Group group = new Group();
    members.forEach(group::add);
    return group;
  }

  private long established(Collection<Member> members) {
    return members.stream().filter(Member::isEstablished).count();
  }

  /** Who was seen with an item in a window, or has it if it is what members are. */
  private List<Member> seen(Item item, int window) {
    return seen.getOrDefault(item, Map.of()).getOrDefault(window, List.of());
  }

  private Span before() {
    return new Span(day.minusDays(2 * MONTH - 1L), day.minusDays(MONTH));
  }

  // What is shown.

  private static String shown(long number) {
    return number >= 1 && number <= SMALL ? "null" : Long.toString(number);
  }

  private static String once(Group group) {
    boolean divided = group.established > 0;
    return divided && group.all() < MAY_BE_DIVIDED ? "null" : shown(group.once);
  }

  private static void put(Map<String, Map<String, String>> rows, Object... cells) {
    Map<String, String> row = new TreeMap<>();
    for (int i = 1; i < cells.length; i += 2) {
      row.put((String) cells[i], String.valueOf(cells[i + 1]));
    }
    if (rows.put((String) cells[0], row) != null) {
      throw new IllegalStateException("two rows of " + cells[0]);
    }
  }

  /** All tables by their names. */
  Map<String, Map<String, Map<String, String>>> tables() {
    Map<String, Map<String, Map<String, String>>> tables = new TreeMap<>();
    tables.put("published_population", populations());
    tables.put("published_item", items());
    tables.put("published_release", releases());
    tables.put("published_week", weeks());
    tables.put("published_matrix", matrix());
    hideRests(tables);
    return tables;
  }

  /** The first day that counts whole: that of the first event, or the first that is kept. */
  @Nullable LocalDate since() {
    LocalDate kept = day.minusDays(days - 1L);
    return since == null || since.isAfter(kept) ? since : kept;
  }

  private Map<String, Map<String, String>> populations() {
    Map<String, Map<String, String>> rows = new TreeMap<>();
    for (String population : List.of("machine", "instance")) {
      Map<String, String> row = new TreeMap<>();
      for (int window : WINDOWS) {
        Group group = group(active(population, span(0, Math.min(window, days))));
        row.put("members_" + window, shown(group.established));
        row.put("once_" + window, once(group));
      }
      rows.put(population, row);
    }
    return rows;
  }

  private static boolean isSmall(long number) {
    return number >= 1 && number <= SMALL;
  }

  private Set<Item> listed() {
    Set<Item> listed = new TreeSet<>(registry.keySet());
    Stream.of(LEARNED, REGISTERED)
        .flatMap(kinds -> kinds.keySet().stream())
        .forEach(kind -> listed.add(new Item(kind, OTHER)));
    for (Member member : members.values()) {
      listed.addAll(member.uses.keySet());
      for (String kind : member.attributes.keySet()) {
        Stream.of(day, before().to())
            .map(end -> last(member, kind, end))
            .filter(Objects::nonNull)
            .forEach(value -> listed.add(new Item(kind, value)));
      }
    }
    listed.removeAll(ignored);
    return listed;
  }

  private Map<String, Map<String, String>> items() {
    Span now = span(0, Math.min(MONTH, days));
    Span before = before();
    Map<String, Map<String, String>> rows = new TreeMap<>();
    for (Item item : listed()) {
      boolean attribute = ATTRIBUTES.containsKey(item.kind());
      Map<String, String> row = new TreeMap<>();
      row.put("population", population(item));
      for (int window : WINDOWS) {
        Group group = group(seen(item, window));
        row.put("members_" + window, shown(group.established));
        row.put("once_" + window, once(group));
      }
      List<Member> users = seen(item, MONTH);
      row.put("used", shown(used(item, users, day)));
      row.put(
          "used_before",
          shown(used(item, seenBefore.getOrDefault(item, List.of()), day.minusDays(MONTH))));
      row.put("exposed", shown(exposed(item, now)));
      row.put("exposed_before", shown(exposed(item, before)));
      Use use = totals.getOrDefault(item, new Use());
      long failing =
          users.stream()
              .filter(member -> !attribute && within(member.uses.get(item).failedDays, now))
              .count();
      long events = sum(use.events, now);
      row.put("failing", shown(failing));
      row.put("events", attribute || isSmall(users.size()) ? "null" : Long.toString(events));
      row.put(
          "failed", attribute || isSmall(failing) ? "null" : Long.toString(sum(use.failed, now)));
      row.put("one_member", "null");
      row.put("first_seen", "null");
      row.put("last_seen", "null");
      if (!attribute) {
        if (users.size() >= MAY_BE_DIVIDED) {
          long most =
              users.stream().mapToLong(m -> sum(m.uses.get(item).events, now)).max().orElse(0);
          row.put("one_member", Boolean.toString(most * 2 >= events));
        }
        List<Integer> often =
            IntStream.range(0, days).filter(n -> seenOn(item, n) > SMALL).boxed().toList();
        if (!often.isEmpty()) {
          row.put("first_seen", day.minusDays(days - 1L - often.get(0)).toString());
          row.put("last_seen", day.minusDays(days - 1L - often.get(often.size() - 1)).toString());
        }
      }
      rows.put(item.kind() + '|' + item.name(), row);
    }
    return rows;
  }

  private int seenOn(Item item, int number) {
    return dailyMembers.computeIfAbsent(item, any -> new int[days])[number];
  }

  private void index(Member member) {
    Map<Item, BitSet> has = new HashMap<>();
    Span before = before();
    member.uses.forEach(
        (item, use) -> {
          has.put(item, use.days);
          use.days.stream()
              .forEach(n -> dailyMembers.computeIfAbsent(item, any -> new int[days])[n]++);
          if (within(use.days, before)) {
            seenBefore.computeIfAbsent(item, any -> new ArrayList<>()).add(member);
          }
        });
    for (String kind : member.attributes.keySet()) {
      has.put(new Item(kind, Objects.requireNonNull(last(member, kind, day))), member.active);
      String then = last(member, kind, before.to());
      if (then != null && within(member.active, before)) {
        seenBefore.computeIfAbsent(new Item(kind, then), any -> new ArrayList<>()).add(member);
      }
    }
    has.forEach(
        (item, set) -> {
          for (int window : WINDOWS) {
            if (within(set, span(0, Math.min(window, days)))) {
              seen.computeIfAbsent(item, any -> new HashMap<>())
                  .computeIfAbsent(window, any -> new ArrayList<>())
                  .add(member);
            }
          }
        });
  }

  private long sum(Map<Integer, Long> byDay, Span span) {
    return byDay.entrySet().stream()
        .filter(entry -> entry.getKey() >= index(span.from()) && entry.getKey() <= index(span.to()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Established users of versions that report it; of attributes all. */
  private long used(Item item, List<Member> users, LocalDate end) {
    return users.stream()
        .filter(Member::isEstablished)
        .filter(
            member -> ATTRIBUTES.containsKey(item.kind()) || reports(item, version(member, end)))
        .count();
  }

  /** Established members who were active, by their versions; those of none under "". */
  private Map<String, Long> versions(String population, Span span) {
    return versions.computeIfAbsent(
        population + span,
        any ->
            active(population, span).stream()
                .filter(Member::isEstablished)
                .collect(
                    Collectors.groupingBy(
                        member -> Objects.requireNonNullElse(version(member, span.to()), ""),
                        Collectors.counting())));
  }

  private long exposed(Item item, Span span) {
    return versions(population(item), span).entrySet().stream()
        .filter(version -> ATTRIBUTES.containsKey(item.kind()) || reports(item, version.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private Map<String, Map<String, String>> releases() {
    Span now = span(0, Math.min(MONTH, days));
    Map<String, Map<String, String>> rows = new TreeMap<>();
    for (String population : List.of("machine", "instance")) {
      Map<String, List<Member>> byRelease = byRelease(population, now);
      Map<String, List<Member>> byReleaseBefore = byRelease(population, before());
      List<String> newest =
          Stream.of(true, false)
              .flatMap(
                  ours ->
                      byRelease.keySet().stream()
                          .filter(release -> ours == number(release) >= OURS)
                          .filter(release -> byRelease.get(release).size() > SMALL)
                          .sorted(Comparator.comparingInt(ExpectedFigures::number).reversed())
                          .limit(NEWEST_RELEASES))
              .toList();
      for (Item item : listed()) {
        if (ATTRIBUTES.containsKey(item.kind())
            || !population(item).equals(population)
            || seen(item, MONTH).size() < MAY_BE_DIVIDED) {
          continue;
        }
        boolean known = seenBefore.getOrDefault(item, List.of()).size() >= MAY_BE_DIVIDED;
        for (String release : newest) {
          List<Member> exposed = exposed(item, byRelease.get(release), now);
          List<Member> exposedBefore =
              exposed(item, byReleaseBefore.getOrDefault(release, List.of()), before());
          if (!exposed.isEmpty()) {
            put(
                rows,
                item.kind() + '|' + item.name() + '|' + release,
                "used",
                shown(users(item, exposed, now)),
                "exposed",
                shown(established(exposed)),
                "used_before",
                known ? shown(users(item, exposedBefore, before())) : "null",
                "exposed_before",
                known ? shown(established(exposedBefore)) : "null");
          }
        }
      }
    }
    return rows;
  }

  /** Members who were active, by the minor releases that they had in the end. */
  private Map<String, List<Member>> byRelease(String population, Span span) {
    Map<String, List<Member>> byRelease = new HashMap<>();
    for (Member member : active(population, span)) {
      String release = minorRelease(version(member, span.to()));
      if (release != null) {
        byRelease.computeIfAbsent(release, any -> new ArrayList<>()).add(member);
      }
    }
    return byRelease;
  }

  private List<Member> exposed(Item item, List<Member> some, Span span) {
    return some.stream().filter(member -> reports(item, version(member, span.to()))).toList();
  }

  /** Established ones of these who used an item. */
  private long users(Item item, List<Member> some, Span span) {
    return some.stream()
        .filter(Member::isEstablished)
        .filter(m -> m.uses.containsKey(item) && within(m.uses.get(item).days, span))
        .count();
  }

  private Map<String, Map<String, String>> weeks() {
    Map<String, Map<String, String>> rows = new TreeMap<>();
    LocalDate monday = Objects.requireNonNullElse(since(), day);
    while (monday.getDayOfWeek() != DayOfWeek.MONDAY) {
      monday = monday.plusDays(1);
    }
    for (; !monday.plusDays(6).isAfter(day); monday = monday.plusDays(7)) {
      week(rows, new Span(monday, monday.plusDays(6)));
    }
    return rows;
  }

  private void week(Map<String, Map<String, String>> rows, Span week) {
    for (String population : List.of("machine", "instance")) {
      List<Member> active = active(population, week);
      if (active.isEmpty()) {
        continue;
      }
      Group all = group(active);
      row(rows, population + "|", week, all, all.established, all.established, "null", "null");
      if (all.all() >= MAY_BE_DIVIDED) {
        Map<String, List<Member>> byVersion = new HashMap<>();
        for (Member member : active) {
          String version = version(member, week.to());
          if (version != null) {
            byVersion.computeIfAbsent(version, any -> new ArrayList<>()).add(member);
          }
        }
        String kind = population.equals("machine") ? "cli_version" : "syncer_version";
        byVersion.forEach(
            (version, some) -> {
              Group group = group(some);
              row(
                  rows,
                  kind + '|' + version,
                  week,
                  group,
                  group.established,
                  all.established,
                  "null",
                  "null");
            });
      }
      Map<Item, List<Member>> users = new HashMap<>();
      for (Member member : active) {
        member.uses.forEach(
            (item, use) -> {
              if (within(use.days, week)) {
                users.computeIfAbsent(item, any -> new ArrayList<>()).add(member);
              }
            });
      }
      users.forEach(
          (item, some) -> {
            if (seen(item, 90).size() >= MAY_BE_DIVIDED) {
              long failing =
                  some.stream().filter(m -> within(m.uses.get(item).failedDays, week)).count();
              Use use = totals.get(item);
              boolean few = isSmall(some.size());
              row(
                  rows,
                  item.kind() + '|' + item.name(),
                  week,
                  group(some),
                  used(item, some, week.to()),
                  exposed(item, week),
                  few ? "null" : Long.toString(sum(use.events, week)),
                  few || isSmall(failing) ? "null" : Long.toString(sum(use.failed, week)));
            }
          });
    }
  }

  private static void row(
      Map<String, Map<String, String>> rows,
      String name,
      Span week,
      Group group,
      long used,
      long exposed,
      String events,
      String failed) {
    put(
        rows,
        name + '|' + week.from(),
        "members",
        shown(group.established),
        "once",
        once(group),
        "used",
        shown(used),
        "exposed",
        shown(exposed),
        "events",
        events,
        "failed",
        failed);
  }

  private Map<String, Map<String, String>> matrix() {
    Map<String, Integer> cells = new TreeMap<>();
    for (Member member : active("instance", span(0, Math.min(MONTH, days)))) {
      if (member.isEstablished()) {
        String cell =
            Stream.of(
                    last(member, "virtual", day),
                    last(member, "host", day),
                    last(member, "distro", day),
                    minorRelease(version(member, day)))
                .map(value -> Objects.requireNonNullElse(value, ""))
                .collect(Collectors.joining("|"));
        cells.merge(cell, 1, Integer::sum);
      }
    }
    int pooled = 0;
    Map<String, Map<String, String>> rows = new TreeMap<>();
    // The smallest first; of equal ones by name, column by column.
    List<String> order =
        cells.keySet().stream()
            .sorted(
                Comparator.<String, Integer>comparing(cells::get)
                    .thenComparing(cell -> cell.replace('|', '\0')))
            .toList();
    for (String cell : order) {
      int size = cells.get(cell);
      if (size <= SMALL || isSmall(pooled)) {
        pooled += size;
      } else {
        put(rows, cell, "instances", Integer.toString(size));
      }
    }
    if (pooled > 0) {
      put(rows, "*|*|*|*", "instances", shown(pooled));
    }
    return rows;
  }

  // What is left if what is shown of a whole is taken from it.

  private void hideRests(Map<String, Map<String, Map<String, String>>> tables) {
    Map<String, Map<String, String>> items = tables.get("published_item");
    Map<String, List<String>> attributes =
        items.keySet().stream()
            .filter(key -> ATTRIBUTES.containsKey(key.substring(0, key.indexOf('|'))))
            .collect(Collectors.groupingBy(key -> key.substring(0, key.indexOf('|'))));
    attributes.forEach(
        (kind, keys) -> {
          Map<String, String> population =
              tables.get("published_population").get(ATTRIBUTES.get(kind));
          for (int window : WINDOWS) {
            for (String column : List.of("members_" + window, "once_" + window)) {
              hideRest(items, keys, column, population.get(column));
            }
          }
          String any = keys.get(0);
          hideRest(items, keys, "used", items.get(any).get("exposed"));
          hideRest(items, keys, "used_before", items.get(any).get("exposed_before"));
        });
    Map<String, Map<String, String>> releases = tables.get("published_release");
    releases.keySet().stream()
        .collect(Collectors.groupingBy(key -> key.substring(0, key.lastIndexOf('|'))))
        .forEach(
            (item, keys) -> {
              for (String column : List.of("used", "exposed", "used_before", "exposed_before")) {
                hideRest(releases, keys, column, items.get(item).get(column));
              }
            });
    Map<String, Map<String, String>> weeks = tables.get("published_week");
    weeks.keySet().stream()
        .filter(key -> key.contains("_version|"))
        .collect(
            Collectors.groupingBy(
                key -> key.substring(0, key.indexOf('|')) + key.substring(key.lastIndexOf('|'))))
        .forEach(
            (kindAndWeek, keys) -> {
              String kind = kindAndWeek.substring(0, kindAndWeek.indexOf('|'));
              String week = kindAndWeek.substring(kind.length());
              Map<String, String> all = weeks.get(ATTRIBUTES.get(kind) + '|' + week);
              for (String column : List.of("members", "once", "used")) {
                hideRest(weeks, keys, column, all.get(column));
              }
            });
  }

  private static void hideRest(
      Map<String, Map<String, String>> rows, List<String> keys, String column, String whole) {
    if (whole.equals("null")) {
      return;
    }
    long rest = Long.parseLong(whole);
    List<String> visible = new ArrayList<>();
    for (String key : keys) {
      String value = rows.get(key).get(column);
      if (!value.equals("null") && !value.equals("0")) {
        visible.add(key);
        rest -= Long.parseLong(value);
      }
    }
    if (isSmall(rest)) {
      visible.stream()
          .min(
              Comparator.<String, Long>comparing(key -> Long.valueOf(rows.get(key).get(column)))
                  .thenComparing(key -> key.replace('|', '\0')))
          .ifPresent(key -> rows.get(key).put(column, "null"));
    }
  }
}
