package vcluster.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vcluster.testing.Child;

/** Namespaces of the kernel's: what a test mounts there nobody else sees, and it ends with it. */
final class Mounts {
  private static final List<String> MOUNTS = List.of("unshare", "--mount");
  private static final List<String> NO_NETWORK = List.of("unshare", "--net");

  private Mounts() {}

  /**
   * The program run behind {@code script}, which mounts what it likes; skips the test where that is
   * not allowed.
   */
  static Vcluster behind(String script, Vcluster vcluster) {
    return vcluster.throughShell(script + "\nexec \"$@\"").through(allowed(MOUNTS));
  }

  /** {@code script} run with the launcher in {@code "$@"}; likewise. */
  static Vcluster inside(String script, Vcluster vcluster) {
    return vcluster.throughShell(script).through(allowed(MOUNTS));
  }

  /** The program on a machine without a network, not even loopback; likewise. */
  static Vcluster withoutNetwork(Vcluster vcluster) {
    return vcluster.through(allowed(NO_NETWORK));
  }

  private static List<String> allowed(List<String> unshare) {
    if (works(unshare)) {
      return unshare;
    }
    List<String> asRootOfItsOwn = new ArrayList<>(unshare);
    asRootOfItsOwn.add("--map-root-user");
    assumeTrue(works(asRootOfItsOwn), "no namespaces here: " + String.join(" ", unshare));
    return asRootOfItsOwn;
  }

  private static boolean works(List<String> unshare) {
    return Child.succeeds(
        Stream.concat(unshare.stream(), Stream.of("true")).toArray(String[]::new));
  }
}
