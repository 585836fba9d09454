package vcluster.cli.instance;

import java.util.Optional;
import picocli.CommandLine.ParameterException;
import vcluster.cli.Invocation;
import vcluster.helm.Chart;
import vcluster.helm.ChartVersion;
import vcluster.helm.ReleaseName;

/** What the user gave, checked; what is wrong is a usage error. */
final class Given {
  private Given() {}

  /** The value of {@code --chart-version}; empty if not given. */
  static Optional<ChartVersion> chartVersion(Invocation invocation) {
    Optional<String> text = option(invocation, "--chart-version");
    Optional<ChartVersion> version = text.flatMap(ChartVersion::parse);
    if (text.isPresent() && version.isEmpty()) {
      throw mistake(invocation, "--chart-version takes a version such as 0.20.0");
    }
    return version;
  }

  /** The instance's name. */
  static String name(Invocation invocation) {
    String name = invocation.line().matchedPositionalValue(0, "");
    if (!ReleaseName.isValid(name)) {
      throw mistake(
          invocation,
          "NAME has to be a DNS label (RFC 1123): at most 63 lower case letters, digits and '-',"
              + " with a letter or digit at each end");
    }
    return name;
  }

  /** The value of {@code --chart-name}. */
  static String chartName(Invocation invocation) {
    String name = text(invocation, "--chart-name", Chart.DEFAULT_NAME);
    if (!Chart.isName(name)) {
      throw mistake(
          invocation, "--chart-name takes a name of letters, digits, '.', '_' and '-', no path");
    }
    return name;
  }

  /** The option's value; {@code otherwise} if it was not given, or is empty. */
  static String text(Invocation invocation, String option, String otherwise) {
    return option(invocation, option).filter(value -> !value.isEmpty()).orElse(otherwise);
  }

  private static Optional<String> option(Invocation invocation, String name) {
    return Optional.ofNullable(invocation.line().matchedOptionValue(name, null));
  }

  private static ParameterException mistake(Invocation invocation, String message) {
    return new ParameterException(invocation.line().commandSpec().commandLine(), message);
  }
}
