package vcluster.backend.verify.redact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Set;
import java.util.TreeSet;
import vcluster.backend.registry.Registry;

/**
 * Reads {@code syncerFlags}: JSON in a string, in the published sample without the quotes of its
 * names (docs/protocol.md#the-syncer-payload).
 */
final class SyncerFlags {
  private static final int MAX_NAMES = 64;

  private static final ObjectMapper LENIENT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(8)
                          .maxStringLength(1_000)
                          .maxNameLength(100)
                          .build())
                  .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
                  // Clients choose the names, which would be kept.
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .build())
          .build();

  private final Registry registry;

  SyncerFlags(Registry registry) {
    this.registry = registry;
  }

  /** The sorted flags that are set, separated by blanks; {@code *} stands for an unknown one. */
  String set(String raw) {
    Set<String> names = new TreeSet<>();
    for (var flag : read(raw).path("setFlags").properties()) {
      if (names.size() < MAX_NAMES && flag.getValue().booleanValue()) {
        names.add(registry.has("flag", flag.getKey()) ? flag.getKey() : KnownWords.UNKNOWN);
      }
    }
    return String.join(" ", names);
  }

  /** The sorted controllers, separated by blanks; {@code *} stands for an unknown one. */
  String controllers(String raw) {
    Set<String> names = new TreeSet<>();
    for (JsonNode controller : read(raw).path("controllers")) {
      String name = controller.asText();
      boolean known = registry.has("controller", name.startsWith("-") ? name.substring(1) : name);
      if (names.size() < MAX_NAMES) {
        names.add(known ? name : KnownWords.UNKNOWN);
      }
    }
    return String.join(" ", names);
  }

  private static JsonNode read(String raw) {
    try {
      JsonNode flags = LENIENT.readTree(raw);
      return flags == null ? MissingNode.getInstance() : flags;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
