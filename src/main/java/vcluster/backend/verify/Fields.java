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
 * The fields of one object: each is asked for once and checked, the rest are strangers. Absent and
 * {@code null} are the same, as for Go.
 */
final class Fields {
  private final JsonNode object;
  private final String path;
  private final Set<String> asked = new HashSet<>();

  private Fields(JsonNode object, String path) {
    this.object = object;
    this.path = path;
  }

  /** Of {@code node}, which has to be an object. */
  static Fields of(JsonNode node, String path) throws InvalidException {
    if (node.isMissingNode() || node.isNull()) {
      throw new InvalidException(path, "missing");
    }
    if (!node.isObject()) {
      throw new InvalidException(path, "not an object");
    }
    return new Fields(node, path);
  }

  /** Of the object in this field; without a field if that is absent. */
  Fields object(String name) throws InvalidException {
    JsonNode node = take(name);
    return node.isMissingNode() ? new Fields(node, path(name)) : of(node, path(name));
  }

  /** Of the object in the JSON that this field's string holds; without a field if it is absent. */
  Fields embedded(String name) throws InvalidException {
    JsonNode node = take(name);
    if (node.isMissingNode()) {
      return new Fields(node, path(name));
    }
    if (!node.isTextual()) {
      throw new InvalidException(path(name), "not a string");
    }
    JsonNode inner =
        Json.read(node.textValue())
            .orElseThrow(() -> new InvalidException(path(name), "does not hold JSON"));
    return of(inner, path(name));
  }

  boolean isEmpty() {
    return object.isEmpty();
  }

  /** A string to be kept as it is; empty if absent. */
  String text(String name) throws InvalidException {
    return Texts.kept(raw(name), path(name));
  }

  /** A string to be kept as it is, and not absent. */
  String requiredText(String name) throws InvalidException {
    require(name);
    return text(name);
  }

  /** A string of any length, not to be kept as it is; empty if absent. */
  String raw(String name) throws InvalidException {
    JsonNode node = take(name);
    return node.isMissingNode() ? "" : Texts.of(node, path(name));
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

  /** Strings of any length, not to be kept as they are; none if absent. */
  List<String> raws(String name) throws InvalidException {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : elements(name)) {
      texts.add(Texts.of(element, path(name) + "/" + texts.size()));
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

  /** Whatever is there. */
  JsonNode take(String name) {
    asked.add(name);
    JsonNode node = object.path(name);
    return node.isNull() ? MissingNode.getInstance() : node;
  }

  /** Keeps these from being strangers. */
  void know(String... names) {
    asked.addAll(List.of(names));
  }

  void require(String name) throws InvalidException {
    if (take(name).isMissingNode()) {
      throw new InvalidException(path(name), "missing");
    }
  }

  /** Counts the fields that were not asked for. */
  void report(UnknownFields strangers) {
    if (object.size() == 0) {
      return;
    }
    object
        .properties()
        .forEach(
            field -> {
              if (!asked.contains(field.getKey())) {
                String type = field.getValue().getNodeType().name().toLowerCase(Locale.ROOT);
                strangers.seen(path(field.getKey()), type);
              }
            });
  }

  private String path(String name) {
    return path + "/" + name;
  }
}
