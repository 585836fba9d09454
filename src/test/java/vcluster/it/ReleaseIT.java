package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vcluster.testing.Unchecked;
import vcluster.testing.Unix;

/** What lies beside the archives of a release, and what they say of the work of others. */
class ReleaseIT {
  @Test
  void sums_areRight() throws Exception {
    Path sums = Artifacts.find("SHA256SUMS");

    String checked = Artifacts.run("sha256sum", "--check", sums.toString());

    assertThat(checked.lines())
        .hasSize(4)
        .anyMatch(line -> line.matches(".*-linux-\\w+[.]tar[.]gz: OK"))
        .anyMatch(line -> line.endsWith("-server.tar.gz: OK"))
        .anyMatch(line -> line.endsWith(".deb: OK"))
        .anyMatch(line -> line.endsWith("-cyclonedx.json: OK"));
  }

  @Test
  void billOfMaterials_namesEachJarAndItsLicence() throws IOException {
    JsonNode bill = new ObjectMapper().readTree(Artifacts.find("-cyclonedx.json").toFile());
    List<String> jars = new ArrayList<>(List.of("vcluster.jar"));
    for (JsonNode component : bill.path("components")) {
      assertThat(component.path("licenses")).as(component.toString()).isNotEmpty();
      jars.add(component.path("name").asText() + "-" + component.path("version").asText() + ".jar");
    }

    assertThat(jars().stream().map(jar -> jar.substring(jar.lastIndexOf('/') + 1)))
        .containsExactlyInAnyOrderElementsOf(jars);
  }

  @Test
  void copyright_namesEachJar() throws IOException {
    List<String> named =
        Stream.of("COPYRIGHT", "lib/server/COPYRIGHT")
            .flatMap(file -> lines(Vcluster.DIST.resolve(file)))
            .filter(line -> line.startsWith("lib/"))
            .map(line -> line.substring(0, line.indexOf('*')))
            .toList();

    assertThat(jars())
        .filteredOn(jar -> !jar.equals("lib/vcluster.jar"))
        .allMatch(jar -> named.stream().anyMatch(jar::startsWith));
  }

  private static Stream<String> lines(Path file) {
    return Unchecked.get(() -> Files.readAllLines(file).stream());
  }

  private static List<String> jars() {
    return Unix.files(Vcluster.DIST.resolve("lib")).stream()
        .map(file -> Vcluster.DIST.relativize(file).toString())
        .filter(it -> it.endsWith(".jar"))
        .toList();
  }
}
