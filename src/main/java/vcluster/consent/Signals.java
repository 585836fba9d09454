package vcluster.consent;

import java.util.Map;

/**
 * Everything that bears on whether telemetry is on.
 *
 * @param policy what the machine's policy file says
 * @param environment where the variables are looked up that are named as a {@link Source}
 * @param telemetryConfig what {@code VCLUSTER_TELEMETRY_CONFIG} says
 * @param config what the user's config file says
 * @param version the program's version without a leading {@code v}, empty if unknown
 * @param explicitEndpoint whether an endpoint was given; only then may a development build send
 */
public record Signals(
    Setting policy,
    Map<String, String> environment,
    Setting telemetryConfig,
    Setting config,
    String version,
    boolean explicitEndpoint) {}
