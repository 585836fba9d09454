package vcluster.helm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import vcluster.files.SmallFile;

/** YAML as far as helm values, charts and kubeconfigs need it. */
public final class Yaml {
  private static final int MAX_BYTES = 16 << 20;

  private Yaml() {}

  /** The values as a document; every text is in double quotes, so that none is taken for more. */
  public static String write(ObjectNode values) {
    ObjectMapper mapper =
        YAMLMapper.builder().disable(Feature.WRITE_DOC_START_MARKER, Feature.SPLIT_LINES).build();
    // YAML can't hold half of a surrogate pair, not even escaped.
    String whole = values.toString().replaceAll("\\p{Cs}", "\ufffd");
    try {
      return mapper.writeValueAsString(new ObjectMapper().readTree(whole));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
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
}
