package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;

/** A place for the kubeconfig of the virtual cluster. */
interface VirtualAccess {
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
}
