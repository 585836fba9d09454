package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

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
    return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
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
