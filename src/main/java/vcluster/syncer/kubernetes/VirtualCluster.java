package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.VersionInfo;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import vcluster.syncer.ClusterFacts;

/** Connects to the virtual cluster once its kubeconfig exists, and again whenever that changes. */
final class VirtualCluster implements AutoCloseable {
  /** Such as {@code v1.31.2+k3s1}, {@code v1.30.4-eks-a737599} or {@code 27+}. */
  private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z.+_~-]{1,64}");

  private final VirtualAccess access;
  private final KubernetesClients clients;
  private final Consumer<KubernetesClient> connected;
  private final BiConsumer<Level, String> log;
  private final AtomicReference<@Nullable KubernetesClient> client = new AtomicReference<>();
  private volatile boolean closed;
  private String current = "";

  /** What is wrong with the kubeconfig; empty if it is used. */
  private String problem = "";

  /**
   * A virtual cluster that is not connected yet.
   *
   * @param connected receives every new client, before the last one is closed
   */
  VirtualCluster(
      VirtualAccess access,
      KubernetesClients clients,
      Consumer<KubernetesClient> connected,
      BiConsumer<Level, String> log) {
    this.access = access;
    this.clients = clients;
    this.connected = connected;
    this.log = log;
  }

  /** Reads the kubeconfig, and connects if it has changed. */
  synchronized void renew() {
    if (closed) {
      return;
    }
    Optional<String> kubeconfig = read();
    if (kubeconfig.isEmpty() || kubeconfig.get().equals(current)) {
      return;
    }
    try {
      replace(clients.open(access.parse(kubeconfig.get()), false));
      current = kubeconfig.get();
      become("");
    } catch (RuntimeException | StackOverflowError e) {
      // The parser does not limit the depth; an error thrown here would end the renewals.
      become("can't be used");
    }
  }

  /** Asks for the version; empty if there is no client yet. */
  Optional<ClusterFacts.Version> version() {
    if (client.get() == null) {
      renew();
    }
    return Optional.ofNullable(client.get())
        .map(
            now ->
                clients
                    .log()
                    .attempt(ApiCall.get("version"), () -> version(now.getKubernetesVersion())));
  }

  static ClusterFacts.Version version(VersionInfo info) {
    return new ClusterFacts.Version(
        word(info.getMajor()), word(info.getMinor()), word(info.getGitVersion()));
  }

  /** Empty if the part is missing or doesn't look like a version: a server may send anything. */
  private static String word(@Nullable String part) {
    return part != null && VERSION.matcher(part).matches() ? part : "";
  }

  @Override
  public void close() {
    closed = true;
    KubernetesClient last = client.getAndSet(null);
    if (last != null) {
      last.close();
    }
  }

  private Optional<String> read() {
    try {
      String kubeconfig = access.read();
      if (kubeconfig.isEmpty()) {
        become("does not exist");
        return Optional.empty();
      }
      return Optional.of(kubeconfig);
    } catch (IOException | RuntimeException e) {
      if (!ApiFailure.isKnown(e)) {
        become("can't be read");
      }
    }
    return Optional.empty();
  }

  private void replace(KubernetesClient next) {
    KubernetesClient last = client.getAndSet(next);
    connected.accept(next);
    if (last != null) {
      last.close();
    }
    if (closed) {
      next.close();
    }
  }

  /** Logs each change once, and quotes neither the kubeconfig nor an error. */
  private void become(String next) {
    if (next.equals(problem) || closed) {
      return;
    }
    problem = next;
    if (next.isEmpty()) {
      log.accept(
          Level.INFO, "Using the virtual cluster's kubeconfig (%s).".formatted(access.name()));
      return;
    }
    log.accept(
        Level.WARN,
        "The virtual cluster's kubeconfig (%s) %s; its version and failed syncs are unknown."
            .formatted(access.name(), next));
  }
}
