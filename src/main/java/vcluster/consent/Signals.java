package vcluster.consent;

import org.jspecify.annotations.Nullable;

/**
 * Everything that bears on whether telemetry is on; variables that are not set are null.
 *
 * @param policy what the machine's policy file says
 * @param telemetryConfig what {@code VCLUSTER_TELEMETRY_CONFIG} says
 * @param config what the user's config file says
 * @param version the program's version without a leading {@code v}, empty if unknown
 * @param explicitEndpoint whether an endpoint was given; only then may a development build send
 */
public record Signals(
    Setting policy,
    @Nullable String doNotTrack,
    @Nullable String telemetryDisabled,
    Setting telemetryConfig,
    Setting config,
    String version,
    boolean explicitEndpoint) {}
