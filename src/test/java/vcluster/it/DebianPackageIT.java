package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.testing.Unix;

/**
 * The Debian package, installed by dpkg into a root of its own, which then lies over the machine's
 * {@code /usr} in a namespace of the test's: each file is where it will be, and nobody else sees
 * it.
 */
class DebianPackageIT {
  @RegisterExtension final Sandbox sandbox = new Sandbox();

  private Path deb;
  private Path root;

  @BeforeEach
  void install() throws Exception {
    deb = Artifacts.find(".deb");
    Artifacts.assumeRuns("dpkg", "--version");
    assumeTrue(Unix.isRoot(), "dpkg installs as root only");
    root = sandbox.root().resolve("root");
    Files.createDirectories(root.resolve("var/lib/dpkg/updates"));
    Files.createDirectories(root.resolve("var/lib/dpkg/info"));
    Files.createFile(root.resolve("var/lib/dpkg/status"));
    dpkg("--force-depends", "--install", deb.toString());
  }

  @Test
  void everyCommand_onAMachineWithoutJava_works() {
    EveryCommand.assertWorks(installed("/usr/bin/vcluster"), sandbox.backend());
  }

  @Test
  void version_loadsItsClassesFromTheCache() throws IOException {
    WatchedJava java =
        WatchedJava.in(root.resolve("usr/lib/vcluster/runtime"), sandbox.root().resolve("notes"));

    installed("/usr/bin/vcluster").run("version");

    sandbox.uploaders().awaitNone();
    assertThat(java.classesFromElsewhere("vcluster.cli.VclusterMain"))
        .isSubsetOf(CacheIT.EXCEPTIONS);
  }

  @Test
  void bash_findsTheCompletion() {
    Path loader = Path.of("/usr/share/bash-completion/bash_completion");
    assumeTrue(Files.exists(loader), "no bash-completion here");
    String script = "source " + loader + "; _completion_loader vcluster; complete -p vcluster";

    assertThat(installed("bash").run("-c", script).out()).contains("-F").endsWith("vcluster\n");
  }

  @Test
  void zsh_findsTheCompletion() {
    Artifacts.assumeRuns("zsh", "--version");
    String script = "autoload -Uz compinit; compinit -u -D; print $_comps[vcluster]";

    assertThat(installed("zsh").run("-fc", script).out()).isEqualTo("_vcluster\n");
  }

  @Test
  void fish_findsTheCompletion() {
    Artifacts.assumeRuns("fish", "--version");
    String script = "complete --do-complete 'vcluster telemetry en'";

    assertThat(installed("fish").run("-c", script).out()).startsWith("enable");
  }

  @Test
  void man_findsThePage() {
    Artifacts.assumeRuns("man", "--version");

    assertThat(installed("man").run("-w", "vcluster").out())
        .isEqualTo("/usr/share/man/man1/vcluster.1.gz\n");
  }

  @Test
  void removal_leavesNothing() throws Exception {
    dpkg("--verify", "vcluster");

    dpkg("--purge", "vcluster");

    assertThat(root.resolve("usr")).doesNotExist();
  }

  @Test
  void developmentBuild_isOlderThanItsRelease() throws Exception {
    String version = Artifacts.run("dpkg-deb", "--field", deb.toString(), "Version").strip();

    Artifacts.run("dpkg", "--validate-version", version);
    String release = version.replaceFirst("~.*", "");
    Artifacts.run("dpkg", "--compare-versions", version, "le", release);
  }

  private void dpkg(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 2];
    command[0] = "dpkg";
    command[1] = "--root=" + root;
    System.arraycopy(arguments, 0, command, 2, arguments.length);
    Artifacts.run(command);
  }

  /** A program as it runs where the package is installed, and no Java. */
  private Vcluster installed(String program) {
    String script =
        "mount -t overlay none -o lowerdir='%s/usr':/usr /usr || exit 99; ".formatted(root)
            + "if [ -d /usr/lib/jvm ]; then mount -t tmpfs none /usr/lib/jvm || exit 99; fi";
    Vcluster vcluster =
        Mounts.behind(script, sandbox.vcluster().launchedBy(program))
            .with("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
    assumeTrue(
        Mounts.behind(script, sandbox.vcluster().launchedBy("true")).run().exitCode() == 0,
        "no overlays here");
    return vcluster;
  }
}
