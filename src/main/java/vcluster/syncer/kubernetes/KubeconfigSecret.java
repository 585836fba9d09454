package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The kubeconfig that a vCluster leaves in a Secret of its namespace.
 *
 * <p>Write access to that Secret must not be a way to run a program here or to read a file, so
 * references to files and programs are removed.
 */
record KubeconfigSecret(KubernetesClient host, InstanceNames names) implements VirtualAccess {
  private static final String KEY = "config";

  @Override
  public String read() {
    Secret secret = host.secrets().inNamespace(names.namespace()).withName(names.secret()).get();
    return Optional.ofNullable(secret)
        .map(Secret::getData)
        .map(data -> data.get(KEY))
        .map(encoded -> new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8))
        .orElse("");
  }

  @Override
  public Config parse(String kubeconfig) {
    KubernetesSerialization yaml = host.getKubernetesSerialization();
    var parsed = yaml.unmarshal(kubeconfig, io.fabric8.kubernetes.api.model.Config.class);
    parsed.getClusters().forEach(named -> removeReferences(named.getCluster()));
    parsed.getUsers().forEach(named -> removeReferences(named.getUser()));
    return Config.fromKubeconfig(yaml.asYaml(parsed));
  }

  @Override
  public String name() {
    return "Secret " + names.secret();
  }

  private static void removeReferences(Cluster cluster) {
    cluster.setCertificateAuthority(null);
    cluster.setProxyUrl(null);
  }

  private static void removeReferences(AuthInfo user) {
    user.setExec(null);
    user.setAuthProvider(null);
    user.setClientCertificate(null);
    user.setClientKey(null);
    user.setTokenFile(null);
  }
}
