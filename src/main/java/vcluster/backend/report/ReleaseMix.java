package vcluster.backend.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A share in two periods among those who had each release. The whole share may fall while that of
 * each release rises, if many go over to a release whose share is small (E. H. Simpson 1951).
 *
 * @param parts that together are all who were exposed
 */
record ReleaseMix(List<Part> parts) {
  /** Those who had one release, or one of the releases that are not told apart. */
  record Part(long used, long exposed, long usedBefore, long exposedBefore) {
    Part {
      if (used < 0 || used > exposed || usedBefore < 0 || usedBefore > exposedBefore) {
        throw new IllegalArgumentException("impossible numbers of users");
      }
    }

    /** Empty if one of the numbers is not told. */
    static Optional<Part> of(Count used, Count exposed, Count usedBefore, Count exposedBefore) {
      boolean told =
          List.of(used, exposed, usedBefore, exposedBefore).stream()
              .allMatch(count -> count.exact().isPresent());
      return told
          ? Optional.of(
              new Part(used.most(), exposed.most(), usedBefore.most(), exposedBefore.most()))
          : Optional.empty();
    }

    private Part without(Part other) {
      return new Part(
          used - other.used,
          exposed - other.exposed,
          usedBefore - other.usedBefore,
          exposedBefore - other.exposedBefore);
    }

    /** How much it counts; nothing if nobody had it in one of the periods. */
    private double weight() {
      double both = exposed + exposedBefore;
      return both == 0 ? 0 : exposed * (exposedBefore / both);
    }

    private double change() {
      return (double) used / exposed - (double) usedBefore / exposedBefore;
    }
  }

  /** By the releases that are told apart, and all others together; no parts if all are not told. */
  static ReleaseMix of(ItemFigures figures) {
    Optional<Part> all =
        Part.of(figures.used(), figures.exposed(), figures.usedBefore(), figures.exposedBefore());
    List<Part> parts = new ArrayList<>();
    if (all.isPresent()) {
      Part rest = all.get();
      for (ReleaseFigures release : figures.releases()) {
        Optional<Part> part =
            Part.of(
                release.used(), release.exposed(), release.usedBefore(), release.exposedBefore());
        if (part.isPresent()) {
          parts.add(part.get());
          rest = rest.without(part.get());
        }
      }
      parts.add(rest);
    }
    return new ReleaseMix(List.copyOf(parts));
  }

  /**
   * How the share would have changed if each release had been as frequent in both periods: the mean
   * of the changes within releases, by the weights of Mantel and Haenszel (1959).
   *
   * @return from -1 to 1; empty if no release was there in both periods
   */
  OptionalDouble change() {
    double weight = parts.stream().mapToDouble(Part::weight).sum();
    double changes =
        parts.stream()
            .filter(part -> part.weight() > 0)
            .mapToDouble(part -> part.weight() * part.change())
            .sum();
    return weight == 0 ? OptionalDouble.empty() : OptionalDouble.of(changes / weight);
  }
}
