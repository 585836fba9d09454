package vcluster.backend.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vcluster.backend.record.CliEvent;
import vcluster.backend.record.EventKey;
import vcluster.backend.registry.Release;

/**
 * The machines of a fleet: people's, those of CI that are seen once, forged ones, and a loud one.
 */
final class Machines {
  /** In a hundred. */
  private static final int PEOPLE = 60;

  private static final int FORGED = 10;

  private static final List<Machine.Place> PLACES =
      List.of(
          new Machine.Place("linux", "amd64", "UTC"),
          new Machine.Place("linux", "amd64", "CET"),
          new Machine.Place("linux", "amd64", "EST"),
          new Machine.Place("linux", "amd64", "IST"),
          new Machine.Place("linux", "arm64", "UTC"),
          new Machine.Place("darwin", "arm64", "CET"),
          new Machine.Place("darwin", "arm64", "PST"),
          new Machine.Place("darwin", "arm64", "EST"),
          new Machine.Place("darwin", "amd64", "GMT"),
          new Machine.Place("windows", "amd64", "CET"));

  /** On how many of a hundred days somebody works with it. */
  private static final List<Integer> ACTIVITIES = List.of(5, 5, 5, 10, 10, 20, 20, 35, 60, 90);

  private static final double WEEKEND = 0.3;
  private static final double LATE = 0.03;
  private static final int LATEST = 29;
  private static final double NEW = 0.2;
  private static final double LEAVING = 0.1;
  private static final double OURS = 0.3;
  private static final double CHANGING = 0.1;
  private static final int MONTH = 28;
  private static final int NEVER = Integer.MAX_VALUE;

  /**
   * A machine that people use.
   *
   * @param from the first day on which it can be seen
   * @param to the day after the last
   * @param activity on how many of a hundred days it is used
   */
  private record Person(Machine machine, int from, int to, int activity) {}

  /** What a machine is made to do on a day. */
  private record Errand(Machine machine, Use use, String option, Planted planted) {}

  private final Post post;
  private final FleetSize size;
  private final Menu menu = new Menu();
  private final Chance chance;
  private final Releases original;
  private final Releases ours;
  private final Machine loud;
  private final List<Person> people = new ArrayList<>();
  private final Map<Integer, List<Errand>> errands = new HashMap<>();

  /** How many commands were sent today. */
  private int sent;

  Machines(Post post, Chance chance) {
    this.post = post;
    this.size = post.size();
    this.chance = chance;
    this.original = Releases.original(size.days());
    this.ours = Releases.ours(size.days());
    this.loud =
        new Machine(
            post.id("machine 0"),
            PLACES.get(0),
            new Machine.Versions(original, ours, NEVER, 0),
            menu,
            chance.split(),
            0);
    for (int i = 1; i < size.machines() * PEOPLE / 100; i++) {
      people.add(person(i));
    }
    plan();
  }

  /** The ids of those that people use, which also create instances. */
  List<UUID> ids() {
    return people.stream().map(person -> person.machine().id()).toList();
  }

  private Person person(int number) {
    Chance own = chance.split();
    int from = own.of(NEW) ? own.below(size.days()) : 0;
    int to = own.of(LEAVING) ? own.between(from + 1, size.days()) : size.days();
    int change = own.of(OURS) ? 0 : own.of(CHANGING) ? own.below(size.days()) : NEVER;
    Machine machine =
        new Machine(
            post.id("machine " + number),
            own.oneOf(PLACES),
            new Machine.Versions(original, ours, change, own.delay()),
            menu,
            own,
            own.below(size.days() * 6 / 10 + 1));
    return new Person(machine, from, to, own.oneOf(ACTIVITIES));
  }

  private void plan() {
    planMixed(steady(10));
    List<Machine> steady = steady(20);
    if (steady.isEmpty()) {
      return;
    }
    int next = 0;
    for (int day = size.last(21); day < size.days(); day++) {
      for (int i = 0; i < size.machines(3); i++) {
        plan(day, steady.get(next++ % steady.size()), Planted.RARE_OPTION);
      }
    }
    for (int i = 0; i < size.machines(7); i++) {
      int day = chance.between(size.last(28), size.days() - 1);
      plan(day, steady.get(next++ % steady.size()), Planted.FEW_OPTION);
    }
    for (int i = 0; i < 3; i++) {
      int day = chance.between(size.last(28), size.days() - 1);
      plan(day, steady.get(next++ % steady.size()), Planted.HIDDEN_OPTION);
    }
  }

  /** Those that are there all the time, with the original's command line. */
  private List<Machine> steady(int activity) {
    return people.stream()
        .filter(person -> person.from() == 0 && person.to() == size.days())
        .filter(person -> person.activity() >= activity)
        .map(Person::machine)
        .filter(machine -> !machine.hasOurs(size.days()))
        .toList();
  }

  /**
   * On the last day of 28, when nobody goes over to another release any more: before, nine of ten
   * on an old release and nobody on the new one, then 19 of 20 and one of 20.
   */
  private void planMixed(List<Machine> steady) {
    Release fresh = Release.of(Releases.BROKEN).orElseThrow();
    int day = size.days() - 1;
    int before = day - MONTH;
    for (int i = 0; i < steady.size(); i++) {
      Machine machine = steady.get(i);
      if (before >= 0 && machine.isBefore(fresh, before) && i % 10 != 0) {
        plan(before, machine, Planted.MIXED_OPTION);
      }
      if (before >= 0 && machine.isBefore(fresh, day) == (i % 20 != 0)) {
        plan(day, machine, Planted.MIXED_OPTION);
      }
    }
  }

  private void plan(int day, Machine machine, Planted planted) {
    int blank = planted.item().lastIndexOf(' ');
    Use use = menu.use(planted.item().substring(0, blank));
    errands
        .computeIfAbsent(day, any -> new ArrayList<>())
        .add(new Errand(machine, use, planted.item().substring(blank + 1), planted));
  }

  /** Sends all that happens on a day, from 0. */
  void day(int day) {
    sent = 0;
    people.forEach(person -> person(person, day));
    for (Errand errand : errands.getOrDefault(day, List.of())) {
      errand.machine().run(day, errand.use(), errand.option(), errand.planted(), post);
      sent++;
    }
    ci(day);
    forged(day);
    Use list = menu.use(Planted.LOUD_MACHINE.item());
    loud.run(day, Collections.nCopies(sent, list), Map.of(Planted.LOUD_MACHINE, 1L), post);
  }

  private void person(Person person, int day) {
    Chance own = person.machine().chance();
    double share = person.activity() / 100.0 * (post.isWeekend(day) ? WEEKEND : 1);
    if (day >= person.from() && day < person.to() && own.of(share)) {
      int late = 0;
      if (own.of(LATE)) {
        // More often by a few days than by many.
        late = 1 + own.below(1 + own.below(LATEST));
      }
      int commands = own.between(1, 3);
      person.machine().work(day, commands, late, post);
      sent += commands;
    }
  }

  private void ci(int day) {
    int number = size.machines() * PEOPLE / 100 + day;
    for (; number < size.machines() * (100 - FORGED) / 100; number += size.days()) {
      Chance own = chance.split();
      Machine machine =
          new Machine(
              post.id("machine " + number),
              PLACES.get(0),
              new Machine.Versions(original, ours, NEVER, own.delay()),
              menu,
              own,
              0);
      List<Use> job = List.of(menu.use("vcluster create"), menu.use("vcluster delete"));
      machine.run(day, job, Map.of(), post);
      sent += job.size();
    }
  }

  /** Half of them say what redaction left, half what no redaction could have let through. */
  private void forged(int day) {
    int first = size.machines() * (100 - FORGED) / 100;
    boolean early = day == size.days() / 2;
    boolean late = day == size.days() * 8 / 10;
    for (int i = 0; i < size.machines() - first; i++) {
      if (i % 2 == 0 ? early : late) {
        UUID id = post.id("machine " + (first + i));
        int second = Post.second(chance);
        long micros = post.micros(day, second);
        boolean redacted = i % 4 < 2;
        CliEvent event =
            new CliEvent(
                new EventKey(post.request("event", id, micros, chance), 0),
                micros,
                id,
                "0." + (18 + i / 900 % 18) + "." + (100 + i % 900),
                redacted ? "vcluster *" : "vcluster made-up-" + i,
                redacted ? "--*" : "--made-up-" + i,
                "",
                "linux",
                "amd64",
                "UTC");
        post.send(day, second, 0, event, Map.of(Planted.MACHINES, 1L, Planted.MADE_UP, 1L));
        sent++;
      }
    }
  }
}
