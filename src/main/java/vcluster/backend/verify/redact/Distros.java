package vcluster.backend.verify.redact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import vcluster.backend.registry.Registry;
import vcluster.backend.registry.Release;

/** Finds the distribution of a virtual cluster in what its syncer reports. */
final class Distros {
  /** Since then the reported name is that of the vCluster. */
  private static final Release NAMED_BY_USERS = new Release(0, 20, 0);

  /** As the original asks; the last is also what it takes if none is enabled. */
  private static final List<String> ASKED = List.of("k3s", "k0s", "k8s");

  private final Registry registry;

  Distros(Registry registry) {
    this.registry = registry;
  }

  String of(String name, String version, JsonNode helmValues) {
    Optional<Release> release = Release.of(version);
    Optional<String> distro =
        release.isPresent() && release.get().isBefore(NAMED_BY_USERS)
            ? registry.distro(name)
            : enabled(helmValues.path("controlPlane"));
    return distro.orElse(name.isEmpty() ? "" : KnownWords.UNKNOWN);
  }

  private static Optional<String> enabled(JsonNode controlPlane) {
    if (!controlPlane.isObject()) {
      return Optional.empty();
    }
    JsonNode distros = controlPlane.path("distro");
    return ASKED.stream()
        .filter(distro -> distros.path(distro).path("enabled").booleanValue())
        .findFirst()
        .or(() -> Optional.of(ASKED.get(ASKED.size() - 1)));
  }
}
