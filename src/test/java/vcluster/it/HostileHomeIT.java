package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.testing.Await;

class HostileHomeIT {
  private static final String READ_ONLY =
      "mount --bind \"$HOME\" \"$HOME\" && mount -o remount,bind,ro \"$HOME\" || exit 99";

  @RegisterExtension final Sandbox sandbox = new Sandbox();

  @Test
  void relativeHome_isRelativeToTheWorkingDirectory() {
    Vcluster vcluster = sandbox.vcluster().with("HOME", "home").from(sandbox.root());

    List<Result> results = Probe.run(vcluster);

    Await.until("all are delivered", this::allIsDelivered);
    Probe.assertAsWhenOff(results, vcluster);
    assertThat(vcluster.run("telemetry", "disable").exitCode()).isZero();
    assertThat(sandbox.config()).exists();
  }

  @Test
  void missingHome_isNotMade_exceptToKeepTheChoice() {
    Path missing = sandbox.root().resolve("missing");
    Vcluster vcluster = sandbox.vcluster().with("HOME", missing.toString());

    List<Result> results = Probe.run(vcluster);
    Result status = vcluster.run("telemetry", "status");

    assertThat(missing).doesNotExist();
    assertThat(sandbox.backend().connections()).isZero();
    assertThat(status.err()).contains("home directory does not exist");
    Probe.assertAsWhenOff(results, vcluster);
    assertThat(vcluster.run("telemetry", "disable").exitCode()).isZero();
    assertThat(missing.resolve(".vcluster/config.json")).exists();
  }

  @Test
  void readOnlyHome_keepsWhatIsThere_andSendsNothing() throws IOException {
    sandbox.fill(2);
    assertReadOnly(Mounts.behind(READ_ONLY, sandbox.vcluster()), 2);
  }

  @Test
  void readOnlyHome_thatIsOff_isNoTrouble() throws IOException {
    sandbox.fill(2);
    Vcluster readOnly = Mounts.behind(READ_ONLY, sandbox.vcluster());

    assertThat(readOnly.run("telemetry", "status").exitCode()).isEqualTo(1);
    Result off = readOnly.off().run("telemetry", "status");
    assertThat(off.exitCode()).as(off.err()).isZero();
    assertThat(off.out()).startsWith("Telemetry is off: ");
  }

  @Test
  void homeOfSomebodyElse_takesNothing() throws IOException {
    String[] nobody = {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"};
    Vcluster vcluster = sandbox.vcluster().through(List.of(nobody));
    assumeTrue(succeeds(vcluster), "no other account here, or it may not run the program");

    assertReadOnly(vcluster, 0);
  }

  @Test
  void homeThatIsAFile_isNoHome() throws IOException {
    Path file = Files.writeString(sandbox.root().resolve("file"), "kept");
    assertNoFolder(sandbox.vcluster().with("HOME", file.toString()), file);
  }

  @Test
  void fileInPlaceOfTheFolder_staysAsItIs() throws IOException {
    Path file = Files.writeString(sandbox.config().getParent(), "kept");
    assertNoFolder(sandbox.vcluster(), file);
  }

  @Test
  void homeInAnotherAlphabet_underTheCLocale_isFound() {
    // By a shell: this JVM may itself be unable to name it.
    String home =
        "HOME=$HOME/$(printf 'jos\\303\\251')/h; export HOME LC_ALL=C; mkdir -p \"$HOME\"";
    Vcluster vcluster = sandbox.vcluster().throughShell(home + "; exec \"$@\"");

    List<Result> results = Probe.run(vcluster);

    Await.until("all are delivered", this::allIsDelivered);
    Result disable = vcluster.run("telemetry", "disable");
    assertThat(disable.out()).contains("jos\u00c3\u00a9/h/.vcluster/config.json");
    String saved = home + "; exec cat \"$HOME/.vcluster/config.json\"";
    assertThat(sandbox.vcluster().throughShell(saved).run().out())
        .isEqualTo("{\"telemetryDisabled\":true}");
    Probe.assertAsWhenOff(results, vcluster);
  }

  @Test
  void homeThatIsNotText_isAnErrorOfTheChoiceAlone() {
    Vcluster vcluster =
        sandbox
            .vcluster()
            .throughShell(
                "HOME=$HOME/$(printf '\\377'); export HOME; mkdir -p \"$HOME\"; exec \"$@\"");

    List<Result> results = Probe.run(vcluster);

    Probe.assertAsWhenOff(results, vcluster);
    assertFails(vcluster, "disable", "HOME is not valid UTF-8");
    assertFails(vcluster, "status", "HOME is not valid UTF-8");
  }

  @Test
  void homeNotSet_isTheAccountsHome() {
    String home = System.getProperty("user.home");
    assumeFalse(Vcluster.DIST.startsWith(home), "the distribution lies in the real home");
    assumeFalse(System.getProperty("java.home").startsWith(home), "java lies in the real home");
    // In a namespace: the real home of this account is not to be touched.
    String script =
        ("mount -t tmpfs tmpfs '%s' || exit 99; unset HOME; \"$@\" completion bash >/dev/null;"
                + " \"$@\" telemetry disable && cat '%s/.vcluster/config.json'")
            .formatted(home, home);

    Result result = Mounts.inside(script, sandbox.vcluster()).run();

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .contains(home + "/.vcluster/config.json). Deleted 1 waiting event.")
        .endsWith("{\"telemetryDisabled\":true}");
  }

  @Test
  void accountWithoutAHome_isAnErrorOfTheChoiceAlone() {
    String[] unknown = {"setpriv", "--reuid=54321", "--regid=54321", "--clear-groups"};
    Vcluster vcluster = sandbox.vcluster().without("HOME").through(List.of(unknown));
    assumeTrue(succeeds(vcluster), "no other account here, or it may not run the program");

    List<Result> results = Probe.run(vcluster);

    Probe.assertAsWhenOff(results, vcluster);
    assertFails(vcluster, "disable", "no home directory; set HOME");
    assertFails(vcluster, "status", "no home directory; set HOME");
  }

  private void assertReadOnly(Vcluster vcluster, int waiting) {
    List<Result> results = Probe.run(vcluster);

    sandbox.uploaders().awaitNone();
    assertThat(sandbox.waiting()).isEqualTo(waiting);
    // What can't be noted in the log must not leave.
    assertThat(sandbox.backend().connections()).isZero();
    Probe.assertAsWhenOff(results, vcluster);
    assertFails(vcluster, "enable", ".vcluster/config.json can't be");
    assertFails(vcluster, "disable", ".vcluster/config.json can't be");
    assertFails(vcluster, "status", "is not writable, so nothing can be recorded");
    assertThat(sandbox.config()).doesNotExist();
  }

  private void assertNoFolder(Vcluster vcluster, Path file) throws IOException {
    List<Result> results = Probe.run(vcluster);

    assertThat(Files.readString(file)).isEqualTo("kept");
    assertThat(sandbox.backend().connections()).isZero();
    Probe.assertAsWhenOff(results, vcluster);
    assertFails(vcluster, "enable", ".vcluster/config.json can't be");
    assertFails(vcluster, "disable", ".vcluster/config.json can't be");
    assertFails(vcluster, "status", file + " is not a folder");
    assertThat(Files.readString(file)).isEqualTo("kept");
  }

  private static void assertFails(Vcluster vcluster, String command, String message) {
    Result result = vcluster.run("telemetry", command);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).startsWith("vcluster: ").contains(message);
    assertThat(result.err().lines()).hasSize(1);
  }

  private static boolean succeeds(Vcluster vcluster) {
    return vcluster.off().run("version").exitCode() == 0;
  }

  private boolean allIsDelivered() {
    return sandbox.backend().commands().size() == Probe.COMMANDS;
  }
}
