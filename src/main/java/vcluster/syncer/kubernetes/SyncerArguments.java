package vcluster.syncer.kubernetes;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The flags that a syncer was started with; the only value it keeps is the list of {@code --sync}.
 *
 * @param setFlags the names, each with {@code true}
 * @param controllers that list as given, including entries such as {@code -pods}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record SyncerArguments(SortedMap<String, Boolean> setFlags, List<String> controllers) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern FLAG =
      Pattern.compile("--([a-z][a-z0-9-]{0,62})(=(.*))?", Pattern.DOTALL);
  private static final Pattern CONTROLLER = Pattern.compile("[-+]?[a-z][a-z0-9-]{0,62}|-?\\*");
  private static final String SYNC = "sync";

  /**
   * The syncer's flags without a value, as its versions 0.15 to 0.19 define them. All others take
   * the next word, whatever it looks like, so a value is never mistaken for a flag.
   */
  private static final Set<String> SWITCHES =
      Set.of(
          """
          clear-node-images debug disable-fake-kubelets disable-plugins
          enable-priority-classes enable-scheduler enable-storage-classes
          enforce-node-selector etcd-embedded fake-kubelet-ips fake-kubelets fake-nodes
          fake-persistent-volumes help integrated-coredns leader-elect
          mount-physical-host-paths multi-namespace-mode node-clear-image-status noop-syncer
          override-hosts proxy-metrics-server rewrite-host-paths service-account-token-secrets
          set-owner sync-all-configmaps sync-all-nodes sync-all-secrets sync-k8s-service
          sync-node-changes use-coredns-plugin
          """
              .split("\\s+"));

  /** Parses a container's command and arguments as pflag does. */
  static SyncerArguments of(List<String> words) {
    SortedMap<String, Boolean> flags = new TreeMap<>();
    List<String> controllers = new ArrayList<>();
    Iterator<String> rest = words.iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      if (word.equals("--")) {
        break;
      }
      Matcher flag = FLAG.matcher(word);
      if (flag.matches()) {
        String name = flag.group(1);
        flags.put(name, true);
        String value = flag.group(3);
        if (flag.group(2) == null && !SWITCHES.contains(name) && rest.hasNext()) {
          value = rest.next();
        }
        if (name.equals(SYNC) && value != null) {
          Arrays.stream(value.split(","))
              .filter(CONTROLLER.asMatchPredicate())
              .forEach(controllers::add);
        }
      }
    }
    return new SyncerArguments(flags, controllers);
  }

  /** The content of {@code syncerFlags} (docs/protocol.md#the-syncer-payload). */
  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
