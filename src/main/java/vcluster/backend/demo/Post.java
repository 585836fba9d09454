package vcluster.backend.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import vcluster.backend.record.EventKey;
import vcluster.backend.record.Incoming;
import vcluster.backend.record.KeyedHash;

/** What a fleet has sent and nobody has received yet, and the books of what was received. */
final class Post {
  private static final long MICROS = 1_000_000;
  private static final int SECONDS_OF_A_DAY = 86_400;

  /**
   * An event on its way.
   *
   * @param arrives the second of its day
   * @param happened the day, from 0
   * @param planted what it shows, and how often
   */
  private record Letter(int arrives, int happened, Incoming event, Map<Planted, Long> planted) {}

  private final Map<Integer, List<Letter>> letters = new TreeMap<>();
  private final FleetSize size;
  private final LocalDate first;
  private final KeyedHash hash;
  private final Books books;

  Post(FleetSize size, LocalDate first, KeyedHash hash) {
    this.size = size;
    this.first = first;
    this.hash = hash;
    this.books = new Books(size);
  }

  FleetSize size() {
    return size;
  }

  /** What is stored for an id. */
  UUID id(String id) {
    UUID pseudonym = hash.pseudonym(id);
    if (pseudonym == null) {
      throw new IllegalArgumentException("no id");
    }
    return pseudonym;
  }

  /** Unix microseconds of a second of a day. */
  long micros(int day, int second) {
    return first.plusDays(day).atStartOfDay().toEpochSecond(ZoneOffset.UTC) * MICROS
        + second * MICROS;
  }

  /** Whether few people work on a day. */
  boolean isWeekend(int day) {
    return first.plusDays(day).getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
  }

  /** A second of a day, when people work more often than at night. */
  static int second(Chance chance) {
    int half = SECONDS_OF_A_DAY / 2;
    return chance.below(half) + chance.below(half);
  }

  /** The digest of a request whose key is a UUID of version 7, with the time in it. */
  UUID request(String kind, UUID member, long micros, Chance chance) {
    long version = 7L << 12;
    long time = ((micros / 1_000) << 16) | version | chance.below(1 << 12);
    UUID key = new UUID(time, (chance.bits() >>> 2) | Long.MIN_VALUE);
    return EventKey.digest(hash, kind, member, key.toString());
  }

  /**
   * Sends an event that happened on a day.
   *
   * @param second of the day of arrival
   * @param late the number of days until it arrives
   */
  void send(int day, int second, int late, Incoming event, Map<Planted, Long> planted) {
    letters
        .computeIfAbsent(day + late, any -> new ArrayList<>())
        .add(new Letter(second, day, event, planted));
  }

  /** All that arrives on a day, in that order. */
  List<Incoming> receive(int day) {
    List<Letter> today = letters.getOrDefault(day, List.of());
    letters.remove(day);
    List<Letter> sorted = new ArrayList<>(today);
    sorted.sort(Comparator.comparingInt(Letter::arrives));
    for (Letter letter : sorted) {
      UUID member = letter.event().member();
      letter
          .planted()
          .forEach((planted, times) -> books.enter(planted, member, letter.happened(), times));
    }
    return sorted.stream().map(Letter::event).toList();
  }

  List<Truth> truths() {
    return books.close(first);
  }
}
