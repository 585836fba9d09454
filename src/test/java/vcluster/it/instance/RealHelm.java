package vcluster.it.instance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vcluster.testing.Unix;

/**
 * The real helm, behind a script that lets it do one thing: render a chart of this machine. What
 * {@code upgrade} is told about values and settings goes to {@code template} as it comes; a chart
 * from elsewhere is replaced by the one in {@code TEST_CHART}, or else one of its generation.
 */
final class RealHelm {
  private static final Path BINARY = Path.of("target/helm/helm").toAbsolutePath();
  private static final Path CHARTS = Path.of("src/test/resources/charts").toAbsolutePath();

  private static final String SCRIPT =
      """
      #!/bin/sh
      case $1 in
        status) echo 'Error: release: not found' >&2; exit 1 ;;
        upgrade | template) shift ;;
        *) exit 64 ;;
      esac
      name= chart= version=
      left=$#
      while [ "$left" -gt 0 ]; do
        word=$1
        shift
        left=$((left - 1))
        case $word in
          --install | --create-namespace) ;;
          --repo) shift; left=$((left - 1)) ;;
          --version) version=$1; shift; left=$((left - 1)) ;;
          --values | --set | --set-string | --set-json | --namespace | -n)
            set -- "$@" "$word" "$1"; shift; left=$((left - 1)) ;;
          -*) set -- "$@" "$word" ;;
          *) if [ "$name" ]; then chart=$word; else name=$word; fi ;;
        esac
      done
      if [ ! -d "$chart" ]; then
        case $chart$version in
          *0.19.*) chart='CHARTS/machine' ;;
          *) chart='CHARTS/enabled' ;;
        esac
        [ -z "$TEST_CHART" ] || chart=$TEST_CHART
      fi
      exec 'BINARY' template "$name" "$chart" "$@"
      """;

  final Path bin;

  RealHelm(Path folder) throws IOException {
    assumeTrue(
        Files.isExecutable(BINARY),
        "no helm at target/helm/helm, so nothing is rendered; src/build/fetch-helm fetches one");
    bin = Files.createDirectories(folder.resolve("real"));
    Unix.program(
        bin.resolve("helm"),
        SCRIPT.replace("BINARY", BINARY.toString()).replace("CHARTS", CHARTS.toString()));
  }

  static String chart(String name) {
    return CHARTS.resolve(name).toString();
  }

  /** What the syncer is told of telemetry in what helm rendered. */
  static JsonNode telemetry(String rendered) throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    JsonNode manifest = yaml.readTree(rendered);
    if (manifest.path("kind").asText().equals("Secret")) {
      String config = manifest.path("stringData").path("config.yaml").asText();
      return yaml.readTree(config).path("telemetry");
    }
    JsonNode variable = manifest.at("/spec/containers/0/env/0");
    return variable.path("name").asText().equals("VCLUSTER_TELEMETRY_CONFIG")
        ? new ObjectMapper().readTree(variable.path("value").asText())
        : new ObjectMapper().createObjectNode();
  }
}
