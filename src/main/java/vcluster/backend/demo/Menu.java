package vcluster.backend.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each version of the command lines offers, worked out once for all machines. */
final class Menu {
  /**
   * A command in one version.
   *
   * @param habits the options that machines may use with it there
   * @param upTo its weight and those of all before it
   */
  private record Course(Use use, List<Use.Habit> habits, int upTo) {}

  private final List<Use> uses = Use.all();
  private final Map<String, List<Course>> courses = new HashMap<>();

  /** All commands of all versions. */
  List<Use> uses() {
    return uses;
  }

  /** A command with this path. */
  Use use(String command) {
    return uses.stream().filter(use -> use.command().equals(command)).findFirst().orElseThrow();
  }

  /** A command that a version has, the usual ones more often. */
  Use draw(String version, Chance chance) {
    List<Course> some = of(version);
    int at = chance.below(some.get(some.size() - 1).upTo());
    for (Course course : some) {
      if (at < course.upTo()) {
        return course.use();
      }
    }
    throw new IllegalStateException();
  }

  /** The options that a command may have in a version. */
  List<Use.Habit> habits(Use use, String version) {
    for (Course course : of(version)) {
      if (course.use().equals(use)) {
        return course.habits();
      }
    }
    return List.of();
  }

  private List<Course> of(String version) {
    return courses.computeIfAbsent(version, this::cook);
  }

  private List<Course> cook(String version) {
    List<Course> some = new ArrayList<>();
    int sum = 0;
    for (Use use : uses) {
      int weight = use.weight(version);
      if (weight > 0) {
        sum += weight;
        some.add(
            new Course(
                use,
                use.habits().stream().filter(habit -> habit.isPossible(version)).toList(),
                sum));
      }
    }
    return some;
  }
}
