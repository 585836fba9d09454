package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import vcluster.syncer.Gvk;

/**
 * A kind of objects that a syncer keeps in the host's namespace.
 *
 * @param plural its name in a path of the API
 */
record ResourceKind(Gvk gvk, String plural) {
  /** What vClusters sync to their hosts, those kinds included that have to be switched on. */
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
