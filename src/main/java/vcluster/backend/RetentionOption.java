package vcluster.backend;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How long rows are kept; the database remembers it. */
final class RetentionOption {
  private static final int MAX_DAYS = 3_650;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--retention-days",
      paramLabel = "DAYS",
      description = "How long rows are kept (default: as before, at first 90)")
  private @Nullable Integer days;

  /**
   * What was asked for; empty to leave it as it is.
   *
   * @throws ParameterException if it is not between 1 and 3,650
   */
  OptionalInt days() {
    if (days == null) {
      return OptionalInt.empty();
    }
    if (days < 1 || days > MAX_DAYS) {
      throw new ParameterException(
          command.commandLine(), "--retention-days: must be between 1 and " + MAX_DAYS);
    }
    return OptionalInt.of(days);
  }
}
