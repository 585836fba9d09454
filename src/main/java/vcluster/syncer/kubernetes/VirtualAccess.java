package vcluster.syncer.kubernetes;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;

/** Where the kubeconfig of the virtual cluster comes from. */
interface VirtualAccess {
  /** More is no kubeconfig; a Secret holds no more either. */
  int MAX_LENGTH = 1 << 20;

  /**
   * The kubeconfig as it is now, empty if there is none.
   *
   * @throws IOException if it can't be read
   */
  String read() throws IOException;

  /**
   * What it says.
   *
   * @throws RuntimeException if it is no kubeconfig; its message may quote it
   */
  Config parse(String kubeconfig);

  /** What it is called in a line of the log. */
  String name();
}
