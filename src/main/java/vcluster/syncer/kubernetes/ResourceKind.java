package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import vcluster.syncer.Gvk;

/**
 * A kind of objects that a syncer writes to the host namespace.
 *
 * @param plural its name in API paths
 */
record ResourceKind(Gvk gvk, String plural) {
  /** The kinds that vClusters sync to their hosts, including those that are off by default. */
  static final List<ResourceKind> SYNCED =
      List.of(
          new ResourceKind(new Gvk("", "v1", "Pod"), "pods"),
          new ResourceKind(new Gvk("", "v1", "Service"), "services"),
          new ResourceKind(new Gvk("", "v1", "Endpoints"), "endpoints"),
          new ResourceKind(new Gvk("", "v1", "ConfigMap"), "configmaps"),
          new ResourceKind(new Gvk("", "v1", "Secret"), "secrets"),
          new ResourceKind(new Gvk("", "v1", "PersistentVolumeClaim"), "persistentvolumeclaims"),
          new ResourceKind(new Gvk("", "v1", "ServiceAccount"), "serviceaccounts"),
          new ResourceKind(new Gvk("networking.k8s.io", "v1", "Ingress"), "ingresses"),
          new ResourceKind(new Gvk("networking.k8s.io", "v1", "NetworkPolicy"), "networkpolicies"),
          new ResourceKind(new Gvk("policy", "v1", "PodDisruptionBudget"), "poddisruptionbudgets"));

  ResourceDefinitionContext context() {
    return new ResourceDefinitionContext.Builder()
        .withGroup(gvk.group())
        .withVersion(gvk.version())
        .withKind(gvk.kind())
        .withPlural(plural)
        .withNamespaced(true)
        .build();
  }
}
