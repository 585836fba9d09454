package vcluster.backend.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vcluster.backend.record.InstanceEvent;
import vcluster.backend.verify.redact.KnownWords;

/** Reads the instance events that syncers of v0.18 and later send in the envelope. */
record InstanceReader(KnownWords redaction, UnknownFields unknown) {
  private static final String START = "vcluster_start";

  InstanceEvent read(String type, EnvelopeReader.Keys keys, int index, Fields entry, Fields event)
      throws InvalidException {
    Fields instance = entry.object("vcluster_instance");
    // A start describes the instance beside the event, the other types inside it.
    Fields properties =
        type.equals(START) ? instance.embedded("properties") : event.embedded("properties");
    Fields virtual = properties.object("vcluster_k8s_distro_version");
    Fields host = properties.object("host_cluster_k8s_version");
    String version = redaction.version(properties.text("vcluster_version"));
    JsonNode helmValues = properties.take("helm_values");
    String[] platform = (properties.text("os_arch") + "/").split("/", -1);
    long claimed = event.requiredSeconds("timestamp");
    Long namespaces = number(properties.integer("namespaces"));
    Long pods = number(properties.integer("pods"));
    Long podsFailing = number(properties.integer("pods_failing"));
    UUID member = redaction.id(event.text("vcluster_id"));
    if (member == null) {
      throw new InvalidException("", "of no instance");
    }
    return new InstanceEvent(
        keys.of(member, index),
        claimed,
        member,
        redaction.id(event.text("machine_id")),
        type(type),
        redaction.word("creator", properties.text("creation_method")),
        redaction.word("os", platform[0]),
        redaction.word("arch", platform[1]),
        version,
        redaction.distro(properties.text("vcluster_k8s_distro"), version, helmValues),
        redaction.kubernetesVersion(virtual.text("gitVersion")),
        redaction.kubernetesVersion(host.text("gitVersion")),
        redaction.helmKeys(helmValues),
        redaction.word("severity", properties.raw("severity")),
        redaction.error(properties.raw("message")),
        namespaces,
        pods,
        podsFailing);
  }

  /** An unknown type is counted and stored as {@code *}: it may be any text. */
  private String type(String raw) {
    String type = redaction.word("event", raw);
    if (!type.equals(raw)) {
      unknown.seen("/event/type", "string");
    }
    return type;
  }

  private static @Nullable Long number(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }
}
