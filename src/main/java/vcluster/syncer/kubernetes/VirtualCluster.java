package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import vcluster.syncer.KubernetesVersion;

/** The virtual cluster, as soon as there is a kubeconfig for it, and by the newest one. */
final class VirtualCluster implements AutoCloseable {
  /** How it stands with the kubeconfig. */
  private enum Kubeconfig {
    USED,
    MISSING,
    UNREADABLE,
    UNUSABLE
  }

  /** Of {@code v1.31.2+k3s1}, {@code v1.30.4-eks-a737599}, {@code 27+}. */
  private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z.+_~-]{1,64}");

  private final VirtualAccess access;
  private final KubernetesClients clients;
  private final Consumer<KubernetesClient> connected;
  private final BiConsumer<Level, String> log;
  private final AtomicReference<@Nullable KubernetesClient> client = new AtomicReference<>();
  private volatile boolean closed;
  private String current = "";
  private Kubeconfig state = Kubeconfig.USED;

  /**
   * A virtual cluster that is not connected yet.
   *
   * @param connected told of every new client; the one before is closed then
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

  /** Connects by the kubeconfig as it is now, if that is another than before. */
  synchronized void renew() {
    if (closed) {
      return;
    }
    Optional<String> kubeconfig = read();
    if (kubeconfig.isEmpty() || kubeconfig.get().equals(current)) {
      return;
    }
    try {
      replace(clients.open(access.parse(kubeconfig.get())));
      current = kubeconfig.get();
      become(Kubeconfig.USED);
    } catch (RuntimeException | StackOverflowError e) {
      // The parser has no limit of depth; what it throws would end the renewals.
      become(Kubeconfig.UNUSABLE);
    }
  }

  /** What it says of itself; empty if it can't be asked. */
  Optional<KubernetesVersion> version() {
    if (client.get() == null) {
      renew();
    }
    KubernetesClient now = client.get();
    return now == null ? Optional.empty() : Optional.of(version(now.getKubernetesVersion()));
  }

  static KubernetesVersion version(VersionInfo info) {
    return new KubernetesVersion(
        word(info.getMajor()), word(info.getMinor()), word(info.getGitVersion()));
  }

  /**
   * Empty for what is missing, or doesn't look like part of a version: a server may say anything.
   */
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
        become(Kubeconfig.MISSING);
        return Optional.empty();
      }
      return Optional.of(kubeconfig);
    } catch (KubernetesClientException e) {
      // Reported where the request ended.
    } catch (IOException | RuntimeException e) {
      become(Kubeconfig.UNREADABLE);
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

  /** Said once each time that it changes; neither the kubeconfig nor an error's text is. */
  private void become(Kubeconfig next) {
    if (next == state) {
      return;
    }
    state = next;
    if (next == Kubeconfig.USED) {
      log.accept(
          Level.INFO, "Uses the virtual cluster's kubeconfig (%s).".formatted(access.name()));
      return;
    }
    String how =
        switch (next) {
          case MISSING -> "is not there";
          case UNREADABLE -> "can't be read";
          default -> "can't be used";
        };
    log.accept(
        Level.WARN,
        "The virtual cluster's kubeconfig (%s) %s: its version and failed syncs are not known."
            .formatted(access.name(), how));
  }
}
