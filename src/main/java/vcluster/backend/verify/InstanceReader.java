package vcluster.backend.verify;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vcluster.backend.record.EventKey;
import vcluster.backend.record.InstanceEvent;

/** What syncers of v0.18 and later send in the envelope. */
record InstanceReader(Redaction redaction, UnknownFields strangers) {
  private static final String START = "vcluster_start";
  private static final Set<String> TYPES = Set.of(START, "vcluster_status", "vcluster_error");

  InstanceEvent read(
      String type, @Nullable EventKey key, Fields entry, Fields event, List<Fields> read)
      throws InvalidException {
    Fields instance = entry.object("vcluster_instance");
    instance.know("vcluster_id", "platform_instance_id", "timestamp");
    // A start says what the instance is beside the event, the others say it inside.
    Fields said =
        type.equals(START) ? instance.embedded("properties") : event.embedded("properties");
    Fields virtual = said.object("vcluster_k8s_distro_version");
    Fields host = said.object("host_cluster_k8s_version");
    virtual.know("major", "minor");
    host.know("major", "minor");
    said.know("creation_timestamp");
    read.addAll(List.of(instance, said, virtual, host));
    String[] platform = (said.text("os_arch") + "/").split("/", -1);
    return new InstanceEvent(
        key,
        type(type),
        event.requiredInteger("timestamp"),
        redaction.id(event.text("machine_id")),
        redaction.id(event.text("platform_user_id")),
        redaction.id(event.text("platform_instance_id")),
        redaction.id(event.text("vcluster_id")),
        redaction.name(said.text("creation_method")),
        redaction.name(platform[0]),
        redaction.name(platform[1]),
        redaction.name(said.text("vcluster_version")),
        redaction.name(said.text("vcluster_k8s_distro")),
        redaction.name(virtual.text("gitVersion")),
        redaction.name(host.text("gitVersion")),
        redaction.helmKeys(said.take("helm_values")),
        redaction.severity(said.raw("severity")),
        redaction.error(said.raw("message")),
        number(said.integer("namespaces")),
        number(said.integer("pods")),
        number(said.integer("pods_failing")));
  }

  /** A type that is not known is a value: it is counted, and not kept. */
  private String type(String said) {
    if (TYPES.contains(said)) {
      return said;
    }
    strangers.seen("/event/type", "string");
    return "*";
  }

  private static @Nullable Long number(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }
}
