package vcluster.backend.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import vcluster.wire.Protocol;

/**
 * Reads and checks the fields of one object; fields that are never read count as unknown. An absent
 * field and {@code null} are the same, as in Go.
 */
final class Fields {
  private final JsonNode object;
  private final String path;
  private final Set<String> read = new HashSet<>();
  private final List<Fields> inner = new ArrayList<>();

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
    return inner(name, take(name));
  }

  /** The fields of the object that a field holds as JSON in a string; none if it is absent. */
  Fields embedded(String name) throws InvalidException {
    JsonNode node = take(name, JsonNode::isTextual, "not a string");
    JsonNode json =
        node.isMissingNode()
            ? node
            : BoundedJson.read(new StringReader(node.textValue()))
                .orElseThrow(() -> new InvalidException(path(name), "does not hold JSON"));
    return inner(name, json);
  }

  private Fields inner(String name, JsonNode node) throws InvalidException {
    Fields fields = node.isMissingNode() ? new Fields(node, path(name)) : of(node, path(name));
    inner.add(fields);
    return fields;
  }

  /** A string that can be stored as it is: short Unicode, no controls; empty if absent. */
  String text(String name) throws InvalidException {
    String text = raw(name);
    if (text.length() > Protocol.MAX_TEXT) {
      throw new InvalidException(path(name), "longer than " + Protocol.MAX_TEXT + " characters");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidException(path(name), "has control characters");
    }
    if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
      throw new InvalidException(path(name), "not Unicode");
    }
    return text;
  }

  /** A string that can be stored as it is and must be there. */
  String requiredText(String name) throws InvalidException {
    require(name);
    return text(name);
  }

  /** A string of any length, which must not be stored as it is; empty if absent. */
  String raw(String name) throws InvalidException {
    return take(name, JsonNode::isTextual, "not a string").asText();
  }

  long requiredInteger(String name) throws InvalidException {
    require(name);
    return integer(name).orElseThrow();
  }

  OptionalLong integer(String name) throws InvalidException {
    JsonNode node = take(name, JsonNode::isIntegralNumber, "not an integer");
    if (node.isMissingNode()) {
      return OptionalLong.empty();
    }
    if (!node.canConvertToLong()) {
      throw new InvalidException(path(name), "out of range");
    }
    return OptionalLong.of(node.longValue());
  }

  /** False if absent. */
  boolean flag(String name) throws InvalidException {
    return take(name, JsonNode::isBoolean, "not a boolean").booleanValue();
  }

  /** Strings of any length, which must not be stored as they are; none if absent. */
  List<String> raws(String name) throws InvalidException {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : elements(name)) {
      if (!element.isTextual()) {
        throw new InvalidException(path(name) + "/" + texts.size(), "not a string");
      }
      texts.add(element.textValue());
    }
    return texts;
  }

  /** The elements of an array; none if absent. */
  List<JsonNode> elements(String name) throws InvalidException {
    List<JsonNode> elements = new ArrayList<>();
    take(name, JsonNode::isArray, "not an array").forEach(elements::add);
    return elements;
  }

  private JsonNode take(String name, Predicate<JsonNode> isRight, String otherwise)
      throws InvalidException {
    JsonNode node = take(name);
    if (!node.isMissingNode() && !isRight.test(node)) {
      throw new InvalidException(path(name), otherwise);
    }
    return node;
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

  /**
   * Reports the fields that were never read, here and in the objects that were; without their
   * names, which the client chose.
   */
  void report(UnknownFields unknown) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!read.contains(field.getKey())) {
        String type = field.getValue().getNodeType().name().toLowerCase(Locale.ROOT);
        unknown.seen(path("*"), type);
      }
    }
    inner.forEach(fields -> fields.report(unknown));
  }

  private String path(String name) {
    return path + "/" + name;
  }
}
