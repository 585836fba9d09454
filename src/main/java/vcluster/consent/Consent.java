package vcluster.consent;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vcluster.consent.Finding.Answer;

/** Decides whether telemetry is on: any off wins over every on, and doubt counts as off. */
public final class Consent {
  private Consent() {}

  /** Asks every source, whatever the others said. */
  public static Decision decide(Signals signals) {
    List<Finding> findings = new ArrayList<>();
    for (Source source : Source.values()) {
      findings.add(ask(source, signals));
    }
    return new Decision(findings);
  }

  /** What the machine's policy file says, by itself. */
  public static Finding ofPolicy(Setting policy) {
    return said(Source.POLICY_FILE, policy);
  }

  private static Finding ask(Source source, Signals signals) {
    return switch (source) {
      case POLICY_FILE -> ofPolicy(signals.policy());
      case DO_NOT_TRACK, VCLUSTER_TELEMETRY_DISABLED ->
          variable(source, signals.environment().get(source.name()));
      case VCLUSTER_TELEMETRY_CONFIG -> telemetryConfig(signals.telemetryConfig());
      case CONFIG_FILE -> said(source, signals.config());
      case BUILD -> build(signals.version(), signals.explicitEndpoint());
    };
  }

  private static Finding said(Source source, Setting setting) {
    if (setting instanceof Setting.Unusable unusable) {
      return new Finding(source, Answer.DOUBT, unusable.problem());
    }
    if (setting instanceof Setting.Disabled disabled) {
      return disabled.value()
          ? new Finding(source, Answer.OFF, "turns telemetry off")
          : new Finding(source, Answer.ALLOWED, "does not turn telemetry off");
    }
    boolean silent = setting instanceof Setting.Absent absent && absent.exists();
    return new Finding(
        source, Answer.ALLOWED, silent ? "does not mention telemetry" : "does not exist");
  }

  /** Set, and not empty, {@code 0} or {@code false}: off (docs/protocol.md#off-signals). */
  private static Finding variable(Source source, @Nullable String value) {
    if (value == null) {
      return new Finding(source, Answer.ALLOWED, "is not set");
    }
    return switch (value) {
      case "" -> new Finding(source, Answer.ALLOWED, "is empty");
      case "0", "false" -> new Finding(source, Answer.ALLOWED, "is " + value);
      default -> new Finding(source, Answer.OFF, "is set");
    };
  }

  private static Finding telemetryConfig(Setting setting) {
    Source source = Source.VCLUSTER_TELEMETRY_CONFIG;
    return setting instanceof Setting.Absent absent
        ? new Finding(source, Answer.ALLOWED, absent.exists() ? "is empty" : "is not set")
        : said(source, setting);
  }

  private static Finding build(String version, boolean explicitEndpoint) {
    boolean development = version.isEmpty() || version.endsWith("-SNAPSHOT");
    if (!development) {
      return new Finding(Source.BUILD, Answer.ALLOWED, "is release " + version);
    }
    String name = "is a development build" + (version.isEmpty() ? "" : " (" + version + ")");
    return explicitEndpoint
        ? new Finding(Source.BUILD, Answer.ALLOWED, name + " with an explicit endpoint")
        : new Finding(Source.BUILD, Answer.DEVELOPMENT, name + " without an explicit endpoint");
  }
}
