package vcluster.syncer.kubernetes;

import java.time.Duration;
import java.util.Optional;
import vcluster.syncer.Observer;

/** For tests of other packages: an observer that retries at once. */
public final class QuickObserver {
  private QuickObserver() {}

  /** Logs nothing. */
  public static Observer create() {
    return new KubernetesObserver(
        new Settings(
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            ResourceKind.SYNCED,
            Optional.empty()),
        (level, line) -> {});
  }
}
