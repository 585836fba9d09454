package vcluster.backend.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables are whole, and what they name of each other is there. */
class RegistryTest {
  private static final Pattern SINCE = Pattern.compile("<=0\\.15|\\d+\\.\\d+\\.\\d+");
  private static final Set<String> KINDS_OF_OURS = Set.of("argument", "command", "option");

  /** A table and the columns that tell its rows apart. */
  @ParameterizedTest
  @CsvSource({
    "commands,command",
    "options,command option",
    "ours,kind command item",
    "recorded,command option",
    "releases,version",
    "syncer-commands,command",
    "syncer-flags,flag command",
    "controllers,controller",
    "distros,distro",
    "events,name",
    "values,path generation since",
    "k8s-fields,type path",
    "resources,group kind",
    "words,kind word",
    "zones,abbreviation",
    "version-suffixes,pattern",
    "errors,class pattern",
    "fields,kind field",
  })
  void rows_areToldApartByTheirKeys(String name, String columns) {
    assertThat(Table.read(name).rows())
        .isNotEmpty()
        .extracting(row -> Stream.of(columns.split(" ")).map(row::get).toList())
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "commands",
        "options",
        "syncer-commands",
        "syncer-flags",
        "controllers",
        "distros",
        "events",
        "values"
      })
  void intervals_beginWithARelease_andEndWithALaterOne(String name) {
    for (Table.Row row : Table.read(name).rows()) {
      assertThat(row.get("since")).as(row.toString()).matches(SINCE);
      if (!row.is("until", "")) {
        Release until = Release.of(row.get("until")).orElseThrow();
        assertThat(Release.of(row.get("since")).stream())
            .as(row.toString())
            .allMatch(since -> since.isBefore(until));
      }
    }
  }

  @Test
  void commands_haveTheirGroups_andAliasesTheirCommands() {
    Table commands = Table.read("commands");
    Set<String> paths = column(commands, "command");
    Set<String> canonical =
        commands.where("alias_of", "").stream()
            .map(row -> row.get("command"))
            .collect(Collectors.toSet());
    for (String path : paths) {
      int end = path.lastIndexOf(' ');
      assertThat(end < 0 || paths.contains(path.substring(0, end))).as(path).isTrue();
    }
    assertThat(canonical).containsAll(column(commands, "alias_of"));
  }

  @Test
  void options_areThoseOfCommands_andSayWhetherTheyTakeAValue() {
    Set<String> commands = column(Table.read("commands"), "command");
    for (Table.Row option : Table.read("options").rows()) {
      assertThat(commands).contains(option.get("command"));
      assertThat(option.get("takes_value")).isIn("yes", "no");
    }
    assertThat(column(Table.read("syncer-commands"), "command"))
        .containsAll(column(Table.read("syncer-flags"), "command"));
  }

  @Test
  void oursAdds_whatTheOriginalLacks() {
    Set<String> paths = column(Table.read("commands"), "command");
    Set<List<String>> options =
        Table.read("options").rows().stream()
            .map(row -> List.of(row.get("command"), row.get("option")))
            .collect(Collectors.toSet());
    for (Table.Row row : Table.read("ours").rows()) {
      assertThat(KINDS_OF_OURS).contains(row.get("kind"));
      assertThat(row.is("kind", "command") && paths.contains(row.get("command")))
          .as(row.toString())
          .isFalse();
      assertThat(options).doesNotContain(List.of(row.get("command"), row.get("item")));
    }
  }

  @Test
  void pathsOfHelmValues_endWhereNamesAreTheUsers() {
    HelmValues values = new Registry().helmValues();
    assertThat(values.hasNamesBelow("sync.toHost.pods")).isTrue();
    assertThat(values.isKnown("sync.toHost.pods.enabled")).isTrue();
    for (Table.Row row : Table.read("values").where("type", "user")) {
      assertThat(values.isKnown(row.get("path"))).isTrue();
      assertThat(values.hasNamesBelow(row.get("path"))).as(row.get("path")).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"0.18.1,0.20.0,true", "v0.20.0-beta.5,0.20.0,false", "0.9.3,0.10.0,true"})
  void releases_areInOrderOfTheirNumbers(String one, String other, boolean before) {
    Function<String, Release> release = version -> Release.of(version).orElseThrow();
    assertThat(release.apply(one).isBefore(release.apply(other))).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "0.20", "10.20.30.40", "x0.20.0", "99999999999.0.0"})
  void release_isNamedByThreeNumbers(String version) {
    assertThat(Release.of(version)).isEmpty();
  }

  @Test
  void tableThatIsMissing_isABrokenBuild() {
    assertThatThrownBy(() -> Table.read("none"))
        .hasMessage("none.tsv is not in the program's jar (broken build)");
  }

  private static Set<String> column(Table table, String column) {
    return table.rows().stream()
        .map(row -> row.get(column))
        .filter(cell -> !cell.isEmpty())
        .collect(Collectors.toSet());
  }
}
