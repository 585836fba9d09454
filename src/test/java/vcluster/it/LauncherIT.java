package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.cli.Command;
import vcluster.testing.Await;
import vcluster.testing.Unix;

class LauncherIT {
  private static final Path BIN = Vcluster.LAUNCHER.getParent();

  @RegisterExtension final Sandbox sandbox = new Sandbox();

  @ParameterizedTest
  @ValueSource(strings = {"vcluster", "vcluster-syncer", "vcluster-backend"})
  void launcher_throughLinks_findsItsFiles(String program) throws IOException {
    Path root = sandbox.root();
    Files.createDirectories(root.resolve("a/b"));
    Files.createSymbolicLink(root.resolve("absolute"), BIN.resolve(program));
    Files.createSymbolicLink(root.resolve("a/b/relative"), Path.of("../../absolute"));
    Files.createSymbolicLink(root.resolve("bare"), Path.of("a/b/relative"));

    assertWorks(program, launched(root.resolve("absolute")));
    assertWorks(program, launched(root.resolve("a/b/relative")));
    assertWorks(program, launched(Path.of("./bare")).from(root));
    assertWorks(program, launched(Path.of("bare")).through(List.of("sh")).from(root));
    assertWorks(program, launched(Path.of("b/relative")).from(root.resolve("a")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vcluster", "vcluster-syncer", "vcluster-backend"})
  void launcher_throughARelativePath_findsItsFiles(String program) {
    Path name = Path.of(program);
    assertWorks(program, launched(Path.of("bin", program)).from(Vcluster.DIST));
    assertWorks(program, launched(Path.of("./" + program)).from(BIN));
    assertWorks(program, launched(name).through(List.of("sh")).from(BIN));
    assertWorks(
        program, launched(name).throughShell("PATH=.:$PATH; " + program + " \"$2\"").from(BIN));
    assertWorks(
        program, launched(name).throughShell("cd bin/../lib; ../bin/" + program + " \"$2\""));
  }

  @Test
  void launchers_inAPathWithBlanksAndQuotes_findTheirFiles() {
    Path folder = sandbox.root().resolve("it's a $(copy) of \"it\" *");
    DistributionCopy.in(folder);

    for (String program : List.of("vcluster", "vcluster-syncer", "vcluster-backend")) {
      assertWorks(program, launched(folder.resolve("bin").resolve(program)));
    }
    Await.until("it is delivered", () -> !sandbox.backend().accepted().isEmpty());
  }

  @Test
  void launcher_inADeletedFolder_works() {
    String script = "mkdir \"$HOME/gone\"; cd \"$HOME/gone\"; rmdir ../gone; exec \"$@\"";
    Vcluster vcluster = sandbox.vcluster().throughShell(script);

    Result expected = sandbox.vcluster().off().run("version");
    Result result = vcluster.run("version");

    // The shell may have something to say about it.
    assertThat(result.out()).isEqualTo(expected.out());
    assertThat(result.exitCode()).isZero();
    Await.until("it is delivered", () -> !sandbox.backend().accepted().isEmpty());
  }

  @Test
  void arguments_reachTheProgramAsTheyAre() {
    String[] line = {"telemetry", "preview", "--", "version", "a b", "", "*", "$HOME", "\\", "'\""};

    Result result = sandbox.vcluster().run(line);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("\"error\\\":\\\"usage\\\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vcluster-syncer", "vcluster-backend"})
  void argumentsOfAServer_reachItAsTheyAre(String program) {
    for (String word : List.of("a  b", "*", "", "$HOME")) {
      Result result = launched(BIN.resolve(program)).run("help", word);

      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err()).startsWith(program + ": unknown command \"" + word + "\" for ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {">&-", ">/dev/full", "<&- >&-"})
  void standardOutput_thatTakesNothing_isAnError(String redirection) throws IOException {
    Vcluster vcluster = sandbox.vcluster().throughShell("\"$@\" " + redirection);

    Result result = vcluster.run("completion", "bash");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).isEqualTo("vcluster: standard output could not be written\n");
    assertOneEvent();
    assertThat(Files.readString(sandbox.telemetry().resolve("queue.jsonl")))
        .contains("\"error\":\"internal\"");
    assertThat(result).isEqualTo(vcluster.off().run("completion", "bash"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"completion bash", "--help", "telemetry status -o json"})
  void readerThatIsGone_endsTheCommandAsSigpipeWould(String line) {
    String script = "{ sleep 0.2; \"$@\"; echo \"code $?\" >&2; } | true";

    Result result = sandbox.vcluster().throughShell(script).run(line.split(" "));

    assertThat(result.err()).isEqualTo("code 141\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vcluster-syncer", "vcluster-backend"})
  void readerOfAServerThatIsGone_endsItAsSigpipeWould(String program) {
    String script = "{ sleep 0.2; \"$@\"; echo \"code $?\" >&2; } | true";
    String launcher = Vcluster.DIST.resolve("bin").resolve(program).toString();

    Result result = sandbox.vcluster().launchedBy(launcher).throughShell(script).run("--help");

    assertThat(result.err()).isEqualTo("code 141\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 18, 20, 22, 24, 32})
  void tooFewOpenFiles_areOneLine(int limit) {
    Vcluster vcluster = sandbox.vcluster().throughShell("ulimit -n " + limit + "; exec \"$@\"");

    for (String line : List.of("telemetry status", "version", "completion bash")) {
      Result result = vcluster.run(line.split(" "));

      assertThat(result.err().lines().toList()).as(line).hasSizeLessThan(2);
      assertThat(result.exitCode()).isEqualTo(result.err().isEmpty() ? 0 : 1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100_000, 300_000, 1_000_000, 1_499_999})
  void tooLittleMemory_isOneLine(int kilobytes) {
    Result result = limited(sandbox.vcluster(), kilobytes).run("version");

    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo(
            "vcluster: 'ulimit -v' allows %d kB of memory; allow 1500000 or more\n"
                .formatted(kilobytes));
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "telemetry status", "telemetry preview", "create a --dry-run"})
  void littleMemory_isEnough(String line) {
    Result result = limited(sandbox.vcluster(), 1_500_000).run(line.split(" "));

    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  /** The uploader is started without the launcher. */
  @Test
  void javaThatRunsOutOfMemory_printsNothingAndLeavesNoFile() throws IOException {
    Path folder = Files.createDirectory(sandbox.root().resolve("work"));
    String java =
        "exec java @%1$s/lib/java.options -cp '%1$s/lib/*' vcluster.cli.VclusterMain version"
            .formatted(Vcluster.DIST);

    for (int kilobytes = 100_000; kilobytes <= 800_000; kilobytes += 100_000) {
      Vcluster shell = sandbox.vcluster().launchedBy("sh").from(folder);
      Result result = shell.run("-c", "ulimit -v " + kilobytes + "; " + java);
      assertThat(result.out()).isIn("", sandbox.vcluster().off().run("version").out());
    }

    assertThat(folder).isEmptyDirectory();
  }

  private static Vcluster limited(Vcluster vcluster, int kilobytes) {
    return vcluster.throughShell("ulimit -v " + kilobytes + "; exec \"$@\"");
  }

  @Test
  void closedStreams_spoilNoFile() throws IOException {
    String script = "\"$@\" <&- >&- 2>&-";
    Vcluster vcluster = sandbox.vcluster().throughShell(script);

    vcluster.run("completion", "bash", "--debug");

    assertOneEvent();
    assertThat(vcluster.run("telemetry", "disable", "surplus").out()).isEmpty();
    assertThat(Files.readString(sandbox.config())).isEqualTo("{\"telemetryDisabled\":true}");
  }

  @Test
  void reader_thatGoesAway_changesNothingForTheUploader() {
    Result result =
        sandbox.vcluster().throughShell("\"$@\" --help | head -n 1; \"$@\" version").run();

    assertThat(result.out().lines()).hasSize(2);
    Await.until("it is delivered", () -> !sandbox.backend().accepted().isEmpty());
  }

  /** What the launcher adds for one command does no harm to another. */
  @ParameterizedTest
  @ValueSource(strings = {"-n create version", "-n status version", "--context=create version"})
  void valueThatIsTheNameOfACommand_isAValue(String line) {
    Result expected = sandbox.vcluster().off().run("version");

    assertThat(sandbox.vcluster().off().run(line.split(" "))).isEqualTo(expected);
  }

  @Test
  void launcher_knowsWhichCommandsNeedAllJars() throws IOException {
    Matcher words =
        Pattern.compile("\\*\" (\\S+) \"\\*").matcher(Files.readString(Vcluster.LAUNCHER));

    assertThat(words.results().map(word -> word.group(1)))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Command.values())
                .filter(Command::needsAllJars)
                .map(Command::path)
                .map(path -> path.get(path.size() - 1))
                .toList());
  }

  @Test
  void variablesOfTheUser_reachHelmAsTheyAre() throws IOException {
    Path helm = Unix.program(sandbox.root().resolve("helm"), "#!/bin/sh\nenv > \"$HOME/seen\"\n");
    Vcluster vcluster = sandbox.vcluster().with("LC_ALL", "C").with("_JAVA_OPTIONS", "-Dx=y");
    Set<String> names =
        Set.of("self", "link", "home", "jars", "more", "name", "path", "java", "cache", "end");
    for (String name : names) {
      vcluster = vcluster.with(name, "mine");
    }

    Result result = vcluster.run("create", "my", "--upgrade", "--helm-binary", helm.toString());

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(Files.readAllLines(sandbox.home().resolve("seen")))
        .contains("LC_ALL=C", "_JAVA_OPTIONS=-Dx=y")
        .containsAll(names.stream().map(name -> name + "=mine").toList());
  }

  @Test
  void limitOfMemory_holdsForHelm() throws IOException {
    Path helm =
        Unix.program(
            sandbox.root().resolve("helm"),
            "#!/bin/sh\necho \"$1 $(ulimit -S -v) [$VCLUSTER_ULIMIT_V]\"\n");
    Vcluster vcluster = sandbox.vcluster().off().throughShell("ulimit -S -v 1600000; exec \"$@\"");

    Result result = vcluster.run("create", "my", "--upgrade", "--helm-binary", helm.toString());

    assertThat(result.out()).isEqualTo("upgrade 1600000 []\n");
  }

  @Test
  void launcher_inAPathThatIsNotUtf8_isOneLine() {
    String script =
        "d=$(printf '%s/\\351' \"$HOME\"); mkdir \"$d\"; cp -r '"
            + Vcluster.DIST
            + "/.' \"$d\"; shift;"
            + " exec \"$d/bin/vcluster\" \"$@\"";

    Result result = sandbox.vcluster().throughShell(script).run("version");

    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines()).singleElement().asString().contains("is not valid UTF-8;");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  /** As on RHEL 7, where sh is bash, which complains of a locale that is not there. */
  @ParameterizedTest
  @ValueSource(strings = {"LANG=en_US.UTF-8", "LC_ALL=en_US.UTF-8", "LC_CTYPE=en_US.utf8"})
  void localeWithUtf8_whereThereIsNoneOfOurs_isKept(String locale) throws IOException {
    Path home = Files.createDirectory(sandbox.root().resolve("jos\u00e9"));

    Result result = onOldSystem(Vcluster.at(home, sandbox.backend().url()), locale);

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(home.resolve(".vcluster/config.json")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"LANG=C", "LC_ALL=POSIX", "LANG="})
  void localeWithoutUtf8_whereThereIsNoneOfOurs_isNoTrouble(String locale) {
    Result result = onOldSystem(sandbox.vcluster(), locale);

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(sandbox.config()).exists();
  }

  private static Result onOldSystem(Vcluster vcluster, String locale) {
    String[] variable = locale.split("=", 2);
    String script =
        """
        mount -t tmpfs none /usr/lib/locale &&
          { localedef -c -i POSIX -f UTF-8 en_US.UTF-8 2> /dev/null || [ $? = 1 ]; } &&
          mount --bind "$(readlink -f "$(command -v bash)")" "$(readlink -f /bin/sh)" || exit 99
        %s=%s
        export %1$s
        exec "$@"
        """
            .formatted(variable[0], variable.length > 1 ? variable[1] : "");
    Result result = Mounts.inside(script, vcluster).run("telemetry", "disable");
    assumeTrue(result.exitCode() != 99, "no localedef, bash or mounts here: " + result.err());
    return result;
  }

  private Vcluster launched(Path launcher) {
    return sandbox.vcluster().launchedBy(launcher.toString());
  }

  private static void assertWorks(String program, Vcluster launched) {
    Result result = launched.run("version");
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).startsWith(program + " version ");
    assertThat(result.exitCode()).isZero();
  }

  private void assertOneEvent() throws IOException {
    List<String> lines = Files.readAllLines(sandbox.telemetry().resolve("queue.jsonl"));
    assertThat(lines).hasSize(1);
    assertThat(sandbox.waiting()).isEqualTo(1);
  }
}
