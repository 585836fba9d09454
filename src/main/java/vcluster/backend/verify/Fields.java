package vcluster.backend.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads and checks the fields of one object; fields that are never read count as unknown. An absent
 * field and {@code null} are the same, as in Go.
 */
final class Fields {
  private final JsonNode object;
  private final String path;
  private final Set<String> read = new HashSet<>();

  private Fields(JsonNode object, String path) {
    this.object = object;
    this.path = path;
  }

  /** The fields of {@code node}, which must be an object. */
  static Fields of(JsonNode node, String path) throws InvalidException {
    if (node.isMissingNode() || node.isNull()) {
      throw new InvalidException(path, "missing");
    }
    if (!node.isObject()) {
      throw new InvalidException(path, "not an object");
    }
    return new Fields(node, path);
  }

  /** The fields of the object in a field; no fields if it is absent. */
  Fields object(String name) throws InvalidException {
    JsonNode node = take(name);
    return node.isMissingNode() ? new Fields(node, path(name)) : of(node, path(name));
  }

  /** The fields of the object that a field holds as JSON in a string; none if it is absent. */
  Fields embedded(String name) throws InvalidException {
    JsonNode node = take(name);
    if (node.isMissingNode()) {
      return new Fields(node, path(name));
    }
    if (!node.isTextual()) {
      throw new InvalidException(path(name), "not a string");
    }
    JsonNode inner =
        BoundedJson.read(node.textValue())
            .orElseThrow(() -> new InvalidException(path(name), "does not hold JSON"));
    return of(inner, path(name));
  }

  boolean isEmpty() {
    return object.isEmpty();
  }

  /** A string that can be stored as it is; empty if absent. */
  String text(String name) throws InvalidException {
    return StorableText.check(raw(name), path(name));
  }

  /** A string that can be stored as it is and must be there. */
  String requiredText(String name) throws InvalidException {
    require(name);
    return text(name);
  }

  /** A string of any length, which must not be stored as it is; empty if absent. */
  String raw(String name) throws InvalidException {
    JsonNode node = take(name);
    return node.isMissingNode() ? "" : StorableText.of(node, path(name));
  }

  long requiredInteger(String name) throws InvalidException {
    require(name);
    return integer(name).orElseThrow();
  }

  OptionalLong integer(String name) throws InvalidException {
    JsonNode node = take(name);
    if (node.isMissingNode()) {
      return OptionalLong.empty();
    }
    if (!node.isIntegralNumber()) {
      throw new InvalidException(path(name), "not an integer");
    }
    if (!node.canConvertToLong()) {
      throw new InvalidException(path(name), "out of range");
    }
    return OptionalLong.of(node.longValue());
  }

  /** False if absent. */
  boolean flag(String name) throws InvalidException {
    JsonNode node = take(name);
    if (!node.isMissingNode() && !node.isBoolean()) {
      throw new InvalidException(path(name), "not a boolean");
    }
    return node.booleanValue();
  }

  /** Strings of any length, which must not be stored as they are; none if absent. */
  List<String> raws(String name) throws InvalidException {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : elements(name)) {
      texts.add(StorableText.of(element, path(name) + "/" + texts.size()));
    }
    return texts;
  }

  /** The elements of an array; none if absent. */
  List<JsonNode> elements(String name) throws InvalidException {
    JsonNode node = take(name);
    if (!node.isMissingNode() && !node.isArray()) {
      throw new InvalidException(path(name), "not an array");
    }
    List<JsonNode> elements = new ArrayList<>(node.size());
    node.forEach(elements::add);
    return elements;
  }

  /** The field's value of any type; missing if absent. */
  JsonNode take(String name) {
    read.add(name);
    JsonNode node = object.path(name);
    return node.isNull() ? MissingNode.getInstance() : node;
  }

  /** Names fields that are known but not stored. */
  void know(String... names) {
    read.addAll(List.of(names));
  }

  void require(String name) throws InvalidException {
    if (take(name).isMissingNode()) {
      throw new InvalidException(path(name), "missing");
    }
  }

  /** Reports the fields that were never read. */
  void report(UnknownFields unknown) {
    if (object.size() == 0) {
      return;
    }
    object
        .properties()
        .forEach(
            field -> {
              if (!read.contains(field.getKey())) {
                String type = field.getValue().getNodeType().name().toLowerCase(Locale.ROOT);
                unknown.seen(path(field.getKey()), type);
              }
            });
  }

  private String path(String name) {
    return path + "/" + name;
  }
}
