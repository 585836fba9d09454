package vcluster.syncer.kubernetes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which flags a syncer was started with; of their values only the list of {@code --sync}.
 *
 * @param controllers as given, {@code -pods} too
 */
record SyncerArguments(SortedSet<String> flags, List<String> controllers) {
  private static final Pattern FLAG =
      Pattern.compile("--([a-z][a-z0-9-]{0,62})(=(.*))?", Pattern.DOTALL);
  private static final Pattern CONTROLLER = Pattern.compile("[-+]?[a-z][a-z0-9-]{0,62}|-?\\*");
  private static final String SYNC = "sync";

  /**
   * The syncer's flags without a value, as its versions 0.15 to 0.19 define them: all others take
   * the next word, whatever it looks like. So no value is ever taken for a name.
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

  /** Reads a container's command and arguments, as pflag does. */
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
          Arrays.stream(value.split(",")).filter(SyncerArguments::names).forEach(controllers::add);
        }
      }
    }
    return new SyncerArguments(flags, controllers);
  }

  private static boolean names(String controller) {
    return CONTROLLER.matcher(controller).matches();
  }

  /** The content of {@code syncerFlags} (docs/protocol.md#the-syncer-payload), compact. */
  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      if (!flags.isEmpty()) {
        json.writeObjectFieldStart("setFlags");
        for (String flag : flags) {
          json.writeBooleanField(flag, true);
        }
        json.writeEndObject();
      }
      if (!controllers.isEmpty()) {
        json.writeArrayFieldStart("controllers");
        for (String controller : controllers) {
          json.writeString(controller);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
