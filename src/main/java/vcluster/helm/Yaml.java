package vcluster.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import vcluster.files.SmallFile;

/** YAML as far as helm values, charts and kubeconfigs need it. */
public final class Yaml {
  private static final int MAX_BYTES = 16 << 20;

  private Yaml() {}

  /** The values as a document; every text is in double quotes, so that none is taken for more. */
  public static String write(ObjectNode values) {
    if (values.isEmpty()) {
      return "{}\n";
    }
    StringBuilder out = new StringBuilder();
    write(values, "", out);
    return out.toString();
  }

  /** The first document of a file; empty if it can't be read, or is not YAML of a likely size. */
  static Optional<JsonNode> read(Path file) {
    Optional<byte[]> content = SmallFile.read(file, MAX_BYTES);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_BYTES);
    ObjectMapper mapper = new YAMLMapper(YAMLFactory.builder().loaderOptions(options).build());
    try {
      return Optional.of(mapper.readTree(content.get()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void write(ObjectNode node, String indent, StringBuilder out) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      out.append(indent).append(member.getKey()).append(':');
      if (member.getValue() instanceof ObjectNode inner) {
        out.append('\n');
        write(inner, indent + "  ", out);
      } else {
        JsonNode value = member.getValue();
        out.append(' ').append(value.isTextual() ? quote(value.textValue()) : value.asText());
        out.append('\n');
      }
    }
  }

  /** A text in double quotes, which JSON and YAML read alike (YAML 1.2, chapter 5.1 and 7.3.1). */
  static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().forEach(point -> append(point, out));
    return out.append('"').toString();
  }

  private static void append(int point, StringBuilder out) {
    if (point == '"' || point == '\\') {
      out.append('\\').append((char) point);
    } else if (Character.getType(point) == Character.SURROGATE) {
      // Half a character can't be written in YAML at all.
      out.append('\ufffd');
    } else if (isPrintable(point)) {
      out.appendCodePoint(point);
    } else {
      out.append(String.format("\\u%04x", point));
    }
  }

  private static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      default -> point != 0xfeff && point != 0xfffe && point != 0xffff;
    };
  }
}
