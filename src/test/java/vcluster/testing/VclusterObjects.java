package vcluster.testing;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * VclusterObjects of a vCluster {@code my} in namespace {@code team}, full of things that nobody
 * must see.
 */
public final class VclusterObjects {
  /** In names, labels, annotations, data and messages. */
  public static final String SECRET = "hunter2";

  /** In data, which must not even come to the syncer. */
  public static final String DATA = "swordfish";

  private VclusterObjects() {}

  /** What the vCluster manages, each time with another value in it. */
  public static HasMetadata managed(String kind, String name, int value) {
    ObjectMeta meta = meta(name, "my", value);
    return switch (kind) {
      case "Pod" -> new PodBuilder().withMetadata(meta).withNewSpec().endSpec().build();
      case "ConfigMap" -> new ConfigMapBuilder().withMetadata(meta).addToData("k", DATA).build();
      case "Secret" -> new SecretBuilder().withMetadata(meta).addToData("k", DATA).build();
      case "Service" -> new ServiceBuilder().withMetadata(meta).withNewSpec().endSpec().build();
      case "Ingress" -> new IngressBuilder().withMetadata(meta).withNewSpec().endSpec().build();
      default -> throw new IllegalArgumentException(kind);
    };
  }

  /** A pod that belongs to another vCluster, or to none if that is empty. */
  public static HasMetadata podOf(String owner, String name) {
    return new PodBuilder().withMetadata(meta(name, owner, 0)).withNewSpec().endSpec().build();
  }

  public static Lease lease(String holder, int renewal) {
    return new LeaseBuilder()
        .withMetadata(meta("vcluster-my-controller", "", 0))
        .withNewSpec()
        .withHolderIdentity(holder)
        .withLeaseTransitions(renewal)
        .endSpec()
        .build();
  }

  public static Event event(String name, String reason, String apiVersion, String kind, int count) {
    return new EventBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("default")
        .addToAnnotations("note", SECRET)
        .endMetadata()
        .withReason(reason)
        .withMessage("Error syncing: " + SECRET)
        .withCount(count)
        .withNewInvolvedObject()
        .withApiVersion(apiVersion)
        .withKind(kind)
        .withName(SECRET)
        .endInvolvedObject()
        .build();
  }

  public static HasMetadata kubeconfigSecret(String kubeconfig) {
    byte[] bytes = kubeconfig.getBytes(StandardCharsets.UTF_8);
    return new SecretBuilder()
        .withMetadata(meta("vc-my", "", 0))
        .addToData("config", Base64.getEncoder().encodeToString(bytes))
        .build();
  }

  public static HasMetadata claim() {
    return new PersistentVolumeClaimBuilder().withMetadata(meta("data-my-0", "", 0)).build();
  }

  public static HasMetadata service(String name, String type) {
    return new ServiceBuilder()
        .withMetadata(meta(name, "", 0))
        .withNewSpec()
        .withType(type)
        .endSpec()
        .build();
  }

  public static HasMetadata statefulSet(List<String> vclusterArgs, List<String> syncerArgs) {
    Container vcluster = new ContainerBuilder().withName("vcluster").withArgs(vclusterArgs).build();
    Container syncer = new ContainerBuilder().withName("syncer").withArgs(syncerArgs).build();
    return new StatefulSetBuilder()
        .withMetadata(meta("my", "", 0))
        .withNewSpec()
        .withTemplate(template(vcluster, syncer))
        .endSpec()
        .build();
  }

  public static HasMetadata deployment(String container, List<String> command) {
    return new DeploymentBuilder()
        .withMetadata(meta("my", "", 0))
        .withNewSpec()
        .withTemplate(
            template(new ContainerBuilder().withName(container).withCommand(command).build()))
        .endSpec()
        .build();
  }

  private static PodTemplateSpec template(Container... containers) {
    return new PodTemplateSpecBuilder().withNewSpec().withContainers(containers).endSpec().build();
  }

  private static ObjectMeta meta(String name, String owner, int value) {
    ObjectMetaBuilder meta =
        new ObjectMetaBuilder()
            .withName(name)
            .withNamespace("team")
            .addToLabels("team", SECRET)
            .addToAnnotations("value", SECRET + value);
    return (owner.isEmpty() ? meta : meta.addToLabels("vcluster.loft.sh/managed-by", owner))
        .build();
  }
}
