package vcluster.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Secrets of every form, in every field of what every generation sends: for each value, each place
 * of an unknown field or element, and each name of a field one event.
 */
public final class SecretCorpus {
  /**
   * A text that nobody may keep.
   *
   * @param telltale a part of it, in lower case, by which it is recognized
   */
  public record Secret(String text, String telltale) {}

  public static final List<Secret> SECRETS =
      List.of(
          new Secret("Tr0ub4dor&3", "tr0ub4dor"),
          new Secret("s3cretpassword", "s3cretpassword"),
          new Secret("Bearer mF_9.B5f-4.1JqM", "mf_9.b5f"),
          new Secret(
              "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqb3NlIn0.c2lnbmF0dXJlLWpvc2U",
              "eyjzdwiioijqb3nlin0"),
          new Secret("jose@acme.test", "acme"),
          new Secret("db-01.prod.acme.test", "acme"),
          new Secret("10.20.30.40", "10.20.30"),
          new Secret("fd12:3456:789a:1::42", "fd12:3456"),
          new Secret("/home/jose/.kube/config", "/home/"),
          new Secret("https://jose:hunter2@git.acme.test/repo.git", "hunter2"),
          new Secret("AKIAIOSFODNN7EXAMPLE", "akiaiosfodnn7"),
          new Secret("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b", "9f86d081884c"),
          new Secret("c2VjcmV0LXRva2VuLW9mLWpvc2U=", "c2vjcmv0lxrv"),
          new Secret("jmueller", "jmueller"),
          new Secret("3F2504E0-4F89-41D3-9A0C-0305E82C3301", "3f2504e0-4f89"),
          new Secret("call Jose about the outage at Umbrella", "umbrella"),
          new Secret("users:\n- name: jose\n  user:\n    token: sha256~hunter2", "hunter2"),
          new Secret("0.19.0-hunter2", "hunter2"),
          new Secret("v1.27.3+k3s1-hunter2", "hunter2"),
          new Secret("--token=hunter2", "hunter2"),
          new Secret("hunter2.k8s.io", "hunter2"));

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FOLDER = Path.of("src/test/resources/generations").toAbsolutePath();

  private static final List<String> ENVELOPE =
      List.of("cli-original", "cli-ours", "start-0.18", "start-0.20", "status", "error");

  private SecretCorpus() {}

  /** Fails if one of the secrets is in a text, without showing the text. */
  public static void assertNoneIn(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    assertThat(SECRETS).filteredOn(secret -> lower.contains(secret.telltale())).isEmpty();
  }

  /** Envelopes with the secret somewhere else in each of their events. */
  public static List<String> envelopes(Secret secret) {
    List<String> bodies = new ArrayList<>();
    for (String generation : ENVELOPE) {
      List<String> events = new ArrayList<>();
      for (JsonNode event : variants(read(generation), secret.text())) {
        events.add(event.toString());
      }
      bodies.add("{\"data\":[" + String.join(",", events) + "]}");
    }
    return bodies;
  }

  /** Payloads of syncers with the secret somewhere else in each. */
  public static List<String> uploads(Secret secret, String token) {
    List<String> bodies = new ArrayList<>();
    for (JsonNode upload : variants(read("upload-0.15"), secret.text())) {
      bodies.add(upload.isObject() ? ((ObjectNode) upload).put("token", token).toString() : "[]");
    }
    return bodies;
  }

  private static JsonNode read(String generation) {
    return Unchecked.get(
        () -> JSON.readTree(Files.readString(FOLDER.resolve(generation + ".json"))));
  }

  private static List<JsonNode> variants(JsonNode whole, String secret) {
    List<JsonNode> variants = new ArrayList<>();
    collect(whole, whole, "", secret, variants);
    variants.forEach(SecretCorpus::embed);
    return variants;
  }

  private static void collect(
      JsonNode whole, JsonNode at, String path, String secret, List<JsonNode> variants) {
    if (at.isObject()) {
      for (JsonNode value : unknown(secret)) {
        JsonNode variant = whole.deepCopy();
        ((ObjectNode) variant.at(path)).set(secret, value);
        variants.add(variant);
      }
      for (Map.Entry<String, JsonNode> field : at.properties()) {
        JsonNode variant = whole.deepCopy();
        ((ObjectNode) variant.at(path)).put(field.getKey(), secret);
        variants.add(variant);
        collect(whole, field.getValue(), path + "/" + field.getKey(), secret, variants);
      }
    } else if (at.isArray()) {
      for (int i = 0; i < at.size(); i++) {
        JsonNode variant = whole.deepCopy();
        ((ArrayNode) variant.at(path)).set(i, secret);
        variants.add(variant);
        collect(whole, at.get(i), path + "/" + i, secret, variants);
      }
    }
  }

  private static List<JsonNode> unknown(String secret) {
    return List.of(
        JSON.valueToTree(secret),
        JSON.valueToTree(true),
        JSON.valueToTree(List.of(secret)),
        JSON.valueToTree(Map.of(secret, secret)));
  }

  /** Puts the objects that are sent as JSON in strings into strings. */
  private static void embed(JsonNode node) {
    if (node.isObject()) {
      ObjectNode object = (ObjectNode) node;
      for (String name : List.of("properties", "syncerFlags")) {
        if (object.path(name).isObject()) {
          object.put(name, object.get(name).toString());
        }
      }
    }
    node.forEach(SecretCorpus::embed);
  }
}
