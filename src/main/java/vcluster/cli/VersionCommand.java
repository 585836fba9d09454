package vcluster.cli;

/** {@code version} and {@code --version}: the line that the original prints. */
final class VersionCommand implements Action {
  @Override
  public int run(Invocation invocation) {
    Surroundings surroundings = invocation.surroundings();
    String version = surroundings.version().isEmpty() ? "unknown" : surroundings.version();
    surroundings.out().println("vcluster version " + version);
    return 0;
  }
}
