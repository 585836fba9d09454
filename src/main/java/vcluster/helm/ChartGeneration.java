package vcluster.helm;

import java.util.List;

/** What a chart understands of telemetry, by its version (docs/protocol.md#helm-values). */
public enum ChartGeneration {
  /** Before 0.15: nothing. */
  SILENT,
  /** 0.15 to 0.16.3: {@code telemetry.disabled} is a string, and fails open on a boolean. */
  STRING,
  /** 0.16.4 to 0.17: {@code telemetry.disabled} is a boolean, and fails open on a string. */
  BOOLEAN,
  /** 0.18 and 0.19: the machine and the platform have fields of their own. */
  MACHINE,
  /** 0.20 and later: {@code telemetry.enabled}; a schema refuses the older key. */
  ENABLED;

  /** What a chart understands of which nothing says that it is an older one. */
  public static final ChartGeneration NEWEST = ENABLED;

  /** The generation of a chart; a pre-release counts as its release. */
  public static ChartGeneration of(ChartVersion version) {
    if (version.isBefore(15, 0)) {
      return SILENT;
    }
    if (version.isBefore(16, 4)) {
      return STRING;
    }
    if (version.isBefore(18, 0)) {
      return BOOLEAN;
    }
    return version.isBefore(20, 0) ? MACHINE : ENABLED;
  }

  /** The opt-out as arguments; the last ones of helm's command line win over all values. */
  List<String> optOut() {
    return switch (this) {
      case SILENT -> List.of();
      case STRING -> List.of("--set-string", "telemetry.disabled=true");
      case BOOLEAN, MACHINE -> List.of("--set", "telemetry.disabled=true");
      case ENABLED -> List.of("--set", "telemetry.enabled=false");
    };
  }
}
