package vcluster.backend.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import vcluster.backend.registry.Field;
import vcluster.wire.Protocol;

/**
 * Reads and checks the fields of one object, as the registry has them: what it does not name counts
 * as unknown, and what it says is dropped reads as absent. An absent field and {@code null} are the
 * same, as in Go.
 */
final class Fields {
  private final JsonNode object;
  private final String path;
  private final Field known;
  private final List<Fields> inner = new ArrayList<>();

  private Fields(JsonNode object, String path, Field known) {
    this.object = object;
    this.path = path;
    this.known = known;
  }

  /** The fields of {@code node}, which must be an object, of what is {@code known}. */
  static Fields of(JsonNode node, Field known) throws InvalidException {
    return of(node, "", known);
  }

  private static Fields of(JsonNode node, String path, Field known) throws InvalidException {
    if (node.isMissingNode() || node.isNull()) {
      throw new InvalidException(path, "missing");
    }
    if (!node.isObject()) {
      throw new InvalidException(path, "not an object");
    }
    return new Fields(node, path, known);
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
    Field within = field(name);
    Fields fields =
        node.isMissingNode() ? new Fields(node, path(name), within) : of(node, path(name), within);
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

  /**
   * Unix seconds as microseconds; what is out of range becomes the least or the greatest number.
   */
  long requiredSeconds(String name) throws InvalidException {
    return TimeUnit.SECONDS.toMicros(requiredInteger(name));
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
    JsonNode node = object.path(name);
    return node.isNull() || !field(name).read() ? MissingNode.getInstance() : node;
  }

  private Field field(String name) {
    Field field = known.inner(name);
    if (field == null) {
      throw new IllegalStateException(path(name) + " is not in the table of fields");
    }
    return field;
  }

  void require(String name) throws InvalidException {
    if (take(name).isMissingNode()) {
      throw new InvalidException(path(name), "missing");
    }
  }

  /**
   * Reports the fields that nobody knows, here and in the objects that were read; without their
   * names, which the client chose.
   */
  void report(UnknownFields unknown) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (known.inner(field.getKey()) == null) {
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
