package vcluster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;

/** What scripts that were written for the original pass. */
class OriginalTest {
  @TempDir Path home;

  private final TestProgram program = new TestProgram();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--connect=false",
        "--connect=F",
        "--update-current=false --background-proxy=0",
        "--create-cluster-role",
        "--create-cluster-role=false",
        "--disable-pro",
        "--skip-wait",
        "--expose=false --expose-local=false --isolate=false",
        "--driver helm",
        "--project= --distro=",
        "--print=false --add=false --use=false --recreate=false"
      })
  void optionThatAsksForWhatHappensAnyway_isAccepted(String options) {
    assertThat(run(("create my-vc --dry-run " + options).split(" "))).isZero();
    String accepted = program.out();

    program.reset();
    run("create", "my-vc", "--dry-run");
    assertThat(accepted).isEqualTo(program.out());
    assertThat(program.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--connect | only --connect=false is supported: this program does not connect;",
        "--update-current=true | only --update-current=false is supported: this program does not",
        "--kube-config-context-name a | --kube-config-context-name is not supported: ",
        "--project a | --project is not supported: this program creates with helm,",
        "-l a=b | --labels is not supported: this program creates with helm,",
        "--driver docker | only --driver=helm is supported: this program creates with helm,",
        "--disable-pro=false | only --disable-pro=true is supported: ",
        "--expose | only --expose=false is supported: use --set controlPlane.service.spec.type=",
        "--isolate | only --isolate=false is supported: use --set policies.",
        "--distro k3s | --distro is not supported: use --set controlPlane.distro.NAME.enabled=true",
        "--k3s-image a | --k3s-image is not supported: use --set vcluster.image=IMAGE",
        "--restore a | --restore is not supported: this program does not restore snapshots;",
        "--connect=no | --connect: 'no' is neither true nor false"
      })
  void optionThatAsksForMore_isRefusedWithWhatToDo(String options, String message) {
    assertThat(run(("create my-vc --dry-run " + options).split(" "))).isEqualTo(2);

    assertThat(program.err())
        .startsWith("vcluster: " + message)
        .endsWith("Run 'vcluster create --help' for usage.\n");
    assertThat(program.out()).isEmpty();
  }

  @Test
  void valuesFiles_haveTheirOlderNames_andKeepTheOrderOfTheLine() {
    run(
        "create",
        "my-vc",
        "--dry-run",
        "--values",
        "c",
        "--extra-values",
        "b",
        "--release-values=a",
        "-f",
        "d",
        "--extra-values",
        "b");

    assertThat(program.out())
        .contains(" --values - --values c --values b --values a --values d --values b <<");
  }

  @ParameterizedTest
  @CsvSource({
    "--set=-n=1, --set -n=1",
    "--set=--upgrade, --set --upgrade",
    "-f=-n, --values -n",
    "--context=--debug, --kube-context --debug"
  })
  void attachedValueThatLooksLikeAnOption_isAValue(String option, String passed) {
    assertThat(run("create", "my-vc", "--dry-run", option)).isZero();

    assertThat(program.out()).contains(" " + passed + " ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-v", "--version", "version"})
  void version_isTheSameInEachForm(String word) {
    assertThat(run(word)).isZero();

    assertThat(program.out()).isEqualTo("vcluster version 1.2.3\n");
  }

  @Test
  void helpBelowAGroup_isTheGroupsHelp() {
    assertThat(run("telemetry", "--help")).isZero();
    String help = program.out();
    program.reset();

    assertThat(run("telemetry", "help")).isZero();
    assertThat(program.out()).isEqualTo(help);
    program.reset();

    assertThat(run("telemetry", "help", "flush")).isZero();
    assertThat(program.out()).contains("Usage: vcluster telemetry flush");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"connect my-vc", "list", "delete my-vc", "upgrade --version 0.20.0", "list --x"})
  void commandOfTheOriginal_isNamedAsSuch(String line) {
    assertThat(run(line.split(" "))).isEqualTo(2);

    assertThat(program.err())
        .startsWith("vcluster: \"" + line.split(" ")[0] + "\" is a command of the original, ");
  }

  @Test
  void helpOfACommandOfTheOriginal_isAnsweredLikeTheCommand() {
    run("list");
    String answer = program.err();
    program.reset();

    assertThat(run("help", "list")).isEqualTo(2);
    assertThat(program.err()).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "disable, vcluster, disable",
    "disabel --now, vcluster, disable",
    "status, vcluster, status",
    "off, vcluster, disable",
    "telemetry off, vcluster telemetry, disable",
    "telemetry on, vcluster telemetry, enable",
    "help disable, vcluster, disable",
    "help telemetry off, vcluster telemetry, disable",
  })
  void commandThatIsOneOfTelemetrys_isNamed(String line, String where, String meant) {
    String word = line.replaceAll("^(help )?(telemetry )?| --now$", "");

    assertThat(run(line.split(" "))).isEqualTo(2);

    assertThat(program.err())
        .isEqualTo(
            "vcluster: unknown command \"%s\" for \"%s\"; did you mean \"vcluster telemetry %s\"?\n"
                    .formatted(word, where, meant)
                + "Run '%s --help' for usage.\n".formatted(where));
  }

  @ParameterizedTest
  @CsvSource({
    "verison, Did you mean version?",
    "telemetry disabel, Did you mean disable?",
    "x, Run 'vcluster --help'"
  })
  void otherUnknownCommand_isAnsweredAsBefore(String line, String next) {
    run(line.split(" "));

    assertThat(program.err().lines().toList().get(1)).startsWith(next);
  }

  @Test
  void everyOptionOfTheOriginalsCreate_isKnown() throws IOException {
    CommandSpec create =
        CommandTree.create().getSubcommands().get(Command.CREATE.word()).getCommandSpec();

    List<String> names =
        registry("options.tsv")
            .filter(row -> row[0].equals("vcluster create"))
            .flatMap(row -> Stream.of(row[1], row[2]).filter(name -> !name.isEmpty()))
            .toList();

    assertThat(names).hasSizeGreaterThan(50).allMatch(name -> create.findOption(name) != null);
  }

  @Test
  void everyCommandOfTheOriginal_isKnown() throws IOException {
    List<String> words =
        registry("commands.tsv")
            .map(row -> row[0].split(" "))
            .filter(path -> path.length > 1 && !path[1].startsWith("__"))
            .map(path -> path[1])
            .distinct()
            .toList();

    assertThat(words).hasSizeGreaterThan(20);
    for (String word : words) {
      run(word);
      assertThat(program.err()).as(word).doesNotContain("unknown command");
    }
  }

  /** The rows of a table of the backend's, without its head. */
  private static Stream<String[]> registry(String table) throws IOException {
    return Files.readAllLines(Path.of("src/main/resources/vcluster/backend/registry", table))
        .stream()
        .skip(1)
        .map(row -> row.split("\t", -1));
  }

  private int run(String... words) {
    return program.run(home, Map.of("VCLUSTER_TELEMETRY_ENDPOINT", "http://localhost:1/x"), words);
  }
}
