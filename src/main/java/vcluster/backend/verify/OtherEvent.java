package vcluster.backend.verify;

/** An event of the envelope whose type this version does not know. */
public record OtherEvent(Sender sender, String instanceId) implements Telemetry {}
