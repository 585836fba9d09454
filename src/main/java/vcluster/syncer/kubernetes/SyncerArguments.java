package vcluster.syncer.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The flags that a syncer was started with; the only value it keeps is the list of {@code --sync}.
 *
 * @param controllers that list as given, including entries such as {@code -pods}
 */
record SyncerArguments(SortedSet<String> flags, List<String> controllers) {
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
          "clear-node-images",
          "debug",
          "disable-fake-kubelets",
          "disable-plugins",
          "enable-priority-classes",
          "enable-scheduler",
          "enable-storage-classes",
          "enforce-node-selector",
          "etcd-embedded",
          "fake-kubelet-ips",
          "fake-kubelets",
          "fake-nodes",
          "fake-persistent-volumes",
          "help",
          "integrated-coredns",
          "leader-elect",
          "mount-physical-host-paths",
          "multi-namespace-mode",
          "node-clear-image-status",
          "noop-syncer",
          "override-hosts",
          "proxy-metrics-server",
          "rewrite-host-paths",
          "service-account-token-secrets",
          "set-owner",
          "sync-all-configmaps",
          "sync-all-nodes",
          "sync-all-secrets",
          "sync-k8s-service",
          "sync-node-changes",
          "use-coredns-plugin");

  /** Parses a container's command and arguments as pflag does. */
  static SyncerArguments of(List<String> words) {
    SortedSet<String> flags = new TreeSet<>();
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
        flags.add(name);
        String value = flag.group(3);
        if (flag.group(2) == null && !SWITCHES.contains(name) && rest.hasNext()) {
          value = rest.next();
        }
        if (name.equals(SYNC) && value != null) {
          Arrays.stream(value.split(","))
              .filter(SyncerArguments::isController)
              .forEach(controllers::add);
        }
      }
    }
    return new SyncerArguments(flags, controllers);
  }

  private static boolean isController(String controller) {
    return CONTROLLER.matcher(controller).matches();
  }

  /** The content of {@code syncerFlags} (docs/protocol.md#the-syncer-payload). */
  String json() {
    Map<String, Object> content = new LinkedHashMap<>();
    if (!flags.isEmpty()) {
      Map<String, Boolean> set = new LinkedHashMap<>();
      flags.forEach(flag -> set.put(flag, true));
      content.put("setFlags", set);
    }
    if (!controllers.isEmpty()) {
      content.put("controllers", controllers);
    }
    try {
      return JSON.writeValueAsString(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
