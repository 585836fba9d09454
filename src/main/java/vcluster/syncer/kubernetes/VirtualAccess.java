package vcluster.syncer.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** A place for the kubeconfig of the virtual cluster. */
sealed interface VirtualAccess {
  /** The longest kubeconfig, in bytes; Kubernetes limits Secrets to the same length. */
  int MAX_LENGTH = 1 << 20;

  /**
   * Reads the kubeconfig as it is now; empty if it does not exist.
   *
   * @throws IOException if it can't be read
   */
  String read() throws IOException;

  /**
   * Parses a kubeconfig.
   *
   * @throws RuntimeException if it is not a kubeconfig; the message may quote it
   */
  Config parse(String kubeconfig);

  /** Its name in the log. */
  String name();

  /** A kubeconfig of the operator, which may name other files and programs. */
  record KubeconfigFile(Path path) implements VirtualAccess {
    @Override
    public String read() throws IOException {
      if (!Files.exists(path)) {
        return "";
      }
      if (Files.size(path) > MAX_LENGTH) {
        throw new IOException("longer than " + MAX_LENGTH + " bytes");
      }
      return new String(Files.readAllBytes(path), UTF_8);
    }

    @Override
    public Config parse(String kubeconfig) {
      return Config.fromKubeconfig(null, path.toFile());
    }

    @Override
    public String name() {
      return path.toString();
    }
  }

  /**
   * The kubeconfig that a vCluster leaves in a Secret of its namespace.
   *
   * <p>Write access to that Secret must not be a way to run a program here or to read a file, so
   * references to files and programs are removed.
   */
  record KubeconfigSecret(KubernetesClient host, InstanceNames names) implements VirtualAccess {
    @Override
    public String read() {
      Secret secret = host.secrets().inNamespace(names.namespace()).withName(names.secret()).get();
      return Optional.ofNullable(secret)
          .map(Secret::getData)
          .map(data -> data.get("config"))
          .map(encoded -> new String(Base64.getDecoder().decode(encoded), UTF_8))
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
}
