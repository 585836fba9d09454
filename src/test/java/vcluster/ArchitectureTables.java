package vcluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The two tables of docs/architecture.md, which are where packages and mains are listed.
 *
 * @param imports the name of each package, and {@code A imports B} for each import it may have
 * @param foreground full names of packages
 * @param mains full names of classes
 * @param wiring full names of classes that may import any package
 */
record ArchitectureTables(
    SortedSet<String> imports, Set<String> foreground, Set<String> mains, Set<String> wiring) {
  private static final Pattern CELL = Pattern.compile("\\|([^|]*)");
  private static final Pattern NAME = Pattern.compile("`([^`]*)`");

  static ArchitectureTables read() {
    List<List<String>> packages = rows("Packages");
    List<List<String>> classes = rows("Mains and wiring");
    SortedSet<String> imports = new TreeSet<>();
    for (List<String> row : packages) {
      String importer = names(row.get(0)).get(0);
      imports.add(importer);
      names(row.get(2)).forEach(imported -> imports.add(importer + " imports " + imported));
    }
    return new ArchitectureTables(
        imports, marked(packages, 3), marked(classes, 2), marked(classes, 3));
  }

  /** The rows of the table below this heading, a string for each cell. */
  private static List<List<String>> rows(String heading) {
    try {
      String document = Files.readString(Path.of("docs/architecture.md"));
      String section = document.split("\n## " + heading + "\n", 2)[1].split("\n## ", 2)[0];
      return section
          .lines()
          .filter(line -> line.startsWith("| `"))
          .map(line -> CELL.matcher(line).results().map(cell -> cell.group(1).strip()).toList())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> names(String cell) {
    return NAME.matcher(cell).results().map(name -> name.group(1)).toList();
  }

  private static Set<String> marked(List<List<String>> rows, int column) {
    return rows.stream()
        .filter(row -> row.get(column).equals("yes"))
        .map(row -> "vcluster." + names(row.get(0)).get(0))
        .collect(Collectors.toSet());
  }
}
