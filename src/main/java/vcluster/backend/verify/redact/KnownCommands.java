package vcluster.backend.verify.redact;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tree of the words that commands are made of.
 *
 * @param children by their words
 */
record KnownCommands(Map<String, KnownCommands> children) {
  static KnownCommands read(List<String> paths) {
    KnownCommands root = new KnownCommands(new HashMap<>());
    for (String path : paths) {
      KnownCommands at = root;
      for (String word : path.split(" ", -1)) {
        at = at.children.computeIfAbsent(word, key -> new KnownCommands(new HashMap<>()));
      }
    }
    return root;
  }

  @Nullable KnownCommands next(String word) {
    return children.get(word);
  }
}
