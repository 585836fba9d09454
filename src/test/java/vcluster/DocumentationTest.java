package vcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.consent.Source;
import vcluster.testing.Child;
import vcluster.wire.Protocol;

/**
 * What the documents and the sources refer to is there, for everybody who clones the repository.
 */
class DocumentationTest {
  /** A document, and the heading in it. */
  private static final Pattern DOCUMENT =
      Pattern.compile("(?<![\\w/.:<>-])([\\w./-]*[\\w-]\\.md)(?:#([\\w-]+))?");

  /** A link of Markdown that is not a URL. */
  private static final Pattern LINK =
      Pattern.compile("]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");

  private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
  private static final Pattern STATUS =
      Pattern.compile("^Status: (.+), (\\d{4}-\\d\\d-\\d\\d)$", Pattern.MULTILINE);
  private static final Path DECISIONS = Path.of("docs/decisions");

  @Test
  void references_leadToTrackedFilesAndTheirHeadings() throws IOException {
    Set<Path> tracked = trackedFiles();
    List<String> dangling = new ArrayList<>();

    for (Path file : tracked) {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      List<MatchResult> references = new ArrayList<>(DOCUMENT.matcher(text).results().toList());
      if (file.toString().endsWith(".md")) {
        references.addAll(LINK.matcher(text).results().toList());
      }
      references.stream()
          .filter(reference -> !leadsSomewhere(file, reference, tracked))
          .forEach(reference -> dangling.add(file + ": " + reference.group()));
    }

    assertThat(dangling).isEmpty();
  }

  /** From the root of the repository, or from where the reference is. */
  private static boolean leadsSomewhere(Path file, MatchResult reference, Set<Path> tracked) {
    String target = reference.group(1);
    Path beside = target.isEmpty() ? file : file.resolveSibling(target).normalize();
    Path fromRoot = Path.of(target.replaceFirst("^/", "")).normalize();
    for (Path found : List.of(beside, fromRoot)) {
      // A link may lead to a folder, too.
      if (tracked.contains(found) || tracked.stream().anyMatch(path -> path.startsWith(found))) {
        return reference.group(2) == null || anchors(found).contains(reference.group(2));
      }
    }
    return false;
  }

  private static Set<String> anchors(Path document) {
    return HEADING
        .matcher(read(document))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w -]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  @Test
  void decisions_areListedWithTitleStatusAndDate() throws IOException {
    List<String> expected = new ArrayList<>();
    try (var files = Files.list(DECISIONS)) {
      for (Path file : files.filter(path -> !path.endsWith("README.md")).sorted().toList()) {
        expected.add(row(file));
      }
    }

    // Two branches may have taken the same number.
    assertThat(expected)
        .extracting(row -> row.substring(0, "| [0000]".length()))
        .doesNotHaveDuplicates();
    assertThat(read(DECISIONS.resolve("README.md")).lines().filter(line -> line.startsWith("| [")))
        .containsExactlyElementsOf(expected);
  }

  private static String row(Path decision) {
    String text = read(decision);
    Matcher status = STATUS.matcher(text);
    assertThat(status.find()).as("a line 'Status: ..., YYYY-MM-DD' in " + decision).isTrue();
    String name = decision.getFileName().toString();
    String title = text.lines().findFirst().orElseThrow().substring("# ".length());
    return "| [%s](%s) | %s | %s | %s |"
        .formatted(name.substring(0, 4), name, title, status.group(1), status.group(2));
  }

  @Test
  void mapOfChanges_namesClassesThatExist() {
    String map = read(Path.of("CONTRIBUTING.md")).split("\n## To change X, touch Y\n", 2)[1];

    assertThat(Pattern.compile("`([a-z/]+/[A-Z]\\w+)`").matcher(map).results())
        .extracting(name -> Path.of("src/main/java/vcluster", name.group(1) + ".java"))
        .hasSizeGreaterThan(10)
        .allMatch(Files::exists);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "docs/protocol.md",
        "docs/formats.md",
        "docs/syncer.md",
        "src/build/ManPage.java",
        "src/main/java/vcluster/usage/HelpStyle.java"
      })
  void variablesThatTurnTelemetryOff_areInEveryList(String list) {
    Set<Source> variables =
        EnumSet.complementOf(EnumSet.of(Source.POLICY_FILE, Source.CONFIG_FILE, Source.BUILD));

    assertThat(read(Path.of(list))).contains(variables.stream().map(Source::name).toList());
  }

  @Test
  void paths_areThoseOfTheProtocol() {
    for (Path file : trackedFiles()) {
      if (file.toString().endsWith(".md") || file.startsWith("src/bench")) {
        assertThat(Pattern.compile("\\banalytics/[\\w/]*").matcher(read(file)).results())
            .as(file.toString())
            .extracting(MatchResult::group)
            .allMatch(
                path ->
                    Protocol.CLI_PATH.startsWith("/" + path)
                        || Protocol.SYNCER_PATH.startsWith("/" + path));
      }
    }
  }

  private static Set<Path> trackedFiles() {
    assumeTrue(Files.exists(Path.of(".git")), "not a clone");
    String list = Child.run(List.of("git", "-c", "safe.directory=*", "ls-files"));
    return list.lines()
        .map(Path::of)
        .filter(Files::isRegularFile)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
