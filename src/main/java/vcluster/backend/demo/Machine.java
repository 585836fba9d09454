package vcluster.backend.demo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import vcluster.backend.record.CliEvent;
import vcluster.backend.record.EventKey;
import vcluster.backend.registry.Release;

/** A machine on which people, or programs, run commands. */
final class Machine {
  /** Where it is: its system, architecture and time zone. */
  record Place(String os, String arch, String zone) {}

  private static final double USES_HABIT = 0.6;
  private static final double FAILS = 0.03;
  private static final double FAILS_IN_BROKEN = 0.6;
  private static final List<String> ERRORS =
      List.of("not_found", "already_exists", "network", "kubeconfig", "usage", "helm");
  private static final List<String> OUR_ERRORS = List.of("usage", "config", "helm");

  private final UUID id;
  private final Place place;
  private final Versions versions;
  private final Menu menu;
  private final Chance chance;
  private final int givesUp;

  /** The options that it uses, each behind its command. */
  private final Set<String> habits = new HashSet<>();

  /**
   * Which versions it runs on which days.
   *
   * @param change the day since which it runs ours
   * @param delay how many days after a release it upgrades
   */
  record Versions(Releases original, Releases ours, int change, int delay) {
    String at(int day) {
      return day < change ? original.at(day, delay) : ours.at(day, delay);
    }
  }

  /**
   * A machine.
   *
   * @param givesUp the day from which on it uses no option that dies out
   */
  Machine(UUID id, Place place, Versions versions, Menu menu, Chance chance, int givesUp) {
    this.id = id;
    this.place = place;
    this.versions = versions;
    this.menu = menu;
    this.chance = chance;
    this.givesUp = givesUp;
    for (Use use : menu.uses()) {
      for (Use.Habit habit : use.habits()) {
        if (chance.of(habit.share())) {
          habits.add(use.command() + habit.option());
        }
      }
    }
  }

  UUID id() {
    return id;
  }

  Chance chance() {
    return chance;
  }

  boolean hasOurs(int day) {
    return day >= versions.change();
  }

  boolean isBefore(Release release, int day) {
    return Release.of(versions.at(day)).orElseThrow().isBefore(release);
  }

  /** Runs commands of its own choice on a day; all of them arrive so many days later. */
  void work(int day, int commands, int late, Post post) {
    Request request = new Request(day, late, post);
    for (int i = 0; i < commands; i++) {
      Use use = menu.draw(versions.at(day), chance);
      request.run(use, options(use, day), new EnumMap<>(Planted.class));
    }
  }

  /** Runs these commands, one after the other, and shows something by it. */
  void run(int day, List<Use> uses, Map<Planted, Long> shown, Post post) {
    Request request = new Request(day, 0, post);
    for (Use use : uses) {
      Map<Planted, Long> also = new EnumMap<>(Planted.class);
      also.putAll(shown);
      request.run(use, options(use, day), also);
    }
  }

  /** Runs a command with an option that nobody has as a habit. */
  void run(int day, Use use, String option, Planted planted, Post post) {
    Map<Planted, Long> shown = new EnumMap<>(Map.of(planted, 1L));
    new Request(day, 0, post)
        .run(use, List.of(new Use.Habit(option, 1, "", "", false, null)), shown);
  }

  private List<Use.Habit> options(Use use, int day) {
    List<Use.Habit> options = new ArrayList<>();
    for (Use.Habit habit : menu.habits(use, versions.at(day))) {
      boolean over = habit.planted() == Planted.DYING_OPTION && day >= givesUp;
      if (!over && habits.contains(use.command() + habit.option()) && chance.of(USES_HABIT)) {
        options.add(habit);
      }
    }
    return options;
  }

  /** Commands that are uploaded together. */
  private final class Request {
    private final int day;
    private final int late;
    private final Post post;
    private final UUID digest;
    private final int arrives;
    private int item;

    Request(int day, int late, Post post) {
      this.day = day;
      this.late = late;
      this.post = post;
      this.arrives = Post.second(chance);
      this.digest = post.request("event", id, post.micros(day, arrives), chance);
    }

    void run(Use use, List<Use.Habit> options, Map<Planted, Long> shown) {
      String version = versions.at(day);
      String error = error(use, version);
      shown.put(Planted.MACHINES, 1L);
      for (Use.Habit habit : options) {
        if (habit.planted() != null) {
          shown.put(habit.planted(), 1L);
        }
      }
      note(shown, Planted.LATE, late > 0);
      note(shown, Planted.FAILING_COMMAND, use.command().equals(broken()) && !error.isEmpty());
      note(shown, Planted.NEWEST_ORIGINAL, version.equals(Releases.NEWEST_ORIGINAL));
      note(shown, Planted.NEWEST_OURS, version.equals(Releases.NEWEST_OURS));
      int second = Post.second(chance);
      List<String> names = options.stream().map(Use.Habit::option).toList();
      CliEvent event =
          new CliEvent(
              new EventKey(digest, item++),
              post.micros(day, second),
              id,
              version,
              use.command() + use.rest(),
              String.join(" ", names),
              error,
              place.os(),
              place.arch(),
              place.zone());
      post.send(day, late > 0 ? arrives : second, late, event, shown);
    }

    private String error(Use use, String version) {
      if (use.command().equals(broken())) {
        return version.equals(Releases.BROKEN) && chance.of(FAILS_IN_BROKEN) ? "timeout" : "";
      }
      return chance.of(FAILS) ? chance.oneOf(hasOurs(day) ? OUR_ERRORS : ERRORS) : "";
    }

    private void note(Map<Planted, Long> shown, Planted planted, boolean seen) {
      if (seen) {
        shown.put(planted, 1L);
      }
    }
  }

  private static String broken() {
    return Planted.FAILING_COMMAND.item();
  }
}
