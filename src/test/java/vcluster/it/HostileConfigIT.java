package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Config files that are not what one expects: in doubt telemetry is off, and nothing is lost. */
class HostileConfigIT {
  private static final String OFF = "{\"telemetryDisabled\":true}";
  private static final int LARGE = 10_000_000;

  @RegisterExtension final Sandbox sandbox = new Sandbox();

  static Stream<Arguments> damaged() {
    return Stream.of(
        argumentSet("array", (Object) bytes("[]")),
        argumentSet("byte order mark", (Object) bytes("\ufeff{}")),
        argumentSet("half a JSON", (Object) bytes("{\"platform\":{\"accesskey\":\"k\"")),
        argumentSet("two documents", (Object) bytes("{}{}")),
        argumentSet("UTF-16", (Object) "{}".getBytes(StandardCharsets.UTF_16LE)),
        argumentSet("binary", (Object) random(4_096)),
        argumentSet("10 MB of binary", (Object) random(LARGE)));
  }

  static Stream<Arguments> nothing() {
    return Stream.of(
        argumentSet("empty", (Object) bytes("")),
        argumentSet("blank", (Object) bytes(" \n")),
        argumentSet("null", (Object) bytes("null")));
  }

  @ParameterizedTest
  @MethodSource("damaged")
  void damagedConfig_isDoubt_untilDisableMovesItAside(byte[] content) throws IOException {
    sandbox.writeConfig(content);
    assertInDoubt();

    Result enable = sandbox.vcluster().run("telemetry", "enable");
    assertThat(enable.exitCode()).isEqualTo(1);
    assertThat(enable.err()).contains(sandbox.config().toString()).contains("nothing changed");
    assertThat(Files.readAllBytes(sandbox.config())).isEqualTo(content);

    Result disable = sandbox.vcluster().run("telemetry", "disable");
    Path aside = sandbox.config().resolveSibling("config.json.corrupt");
    assertThat(disable.exitCode()).isZero();
    assertThat(disable.err()).contains(aside.toString());
    assertThat(Files.readString(sandbox.config())).isEqualTo(OFF);
    assertThat(Files.readAllBytes(aside)).isEqualTo(content);
  }

  @ParameterizedTest
  @MethodSource("nothing")
  void configWithoutContent_isDoubt_untilEnableReplacesIt(byte[] content) throws IOException {
    sandbox.writeConfig(content);
    assertInDoubt();

    Result enable = sandbox.vcluster().run("telemetry", "enable");

    assertThat(enable.exitCode()).as(enable.err()).isZero();
    assertThat(Files.readString(sandbox.config())).isEqualTo("{}");
  }

  @Test
  void fieldOfAnotherType_isDoubt_untilEnableRemovesIt() throws IOException {
    sandbox.writeConfig(bytes("{\"a\":1,\"telemetryDisabled\":\"no\"}"));
    assertInDoubt();

    Result enable = sandbox.vcluster().run("telemetry", "enable");

    assertThat(enable.exitCode()).as(enable.err()).isZero();
    assertThat(Files.readString(sandbox.config())).isEqualTo("{\"a\":1}");
  }

  @Test
  void folderInPlaceOfTheConfig_isDoubt_andStays() throws IOException {
    Files.createDirectories(sandbox.config());
    assertInDoubt();

    for (String command : new String[] {"enable", "disable"}) {
      Result result = sandbox.vcluster().run("telemetry", command);
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err()).contains(sandbox.config() + " is a folder, not a file");
    }
    assertThat(sandbox.config()).isDirectory();
  }

  @Test
  void configWhoseNameIsNotText_isRefused_andNoOtherIsMade() {
    String script = "cd \"$HOME\" && exec \"$@\" --config \"$(printf 'c\\377.json')\" ";

    for (String command : new String[] {"enable", "disable", "status"}) {
      Result result = sandbox.vcluster().throughShell(script + "telemetry " + command).run();
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err()).startsWith("vcluster: ").contains("is not valid UTF-8");
    }
    assertThat(sandbox.vcluster().throughShell(script + "version").run().exitCode()).isZero();
    assertThat(sandbox.home()).isEmptyDirectory();
  }

  @Test
  void largeConfig_thatIsValid_isHonouredAndKept() throws IOException {
    char[] filler = new char[LARGE];
    Arrays.fill(filler, 'x');
    String before = "{\"other\":\"" + new String(filler) + "\"}";
    sandbox.writeConfig(bytes(before));
    Vcluster vcluster = sandbox.vcluster();

    assertThat(vcluster.run("completion", "bash").exitCode()).isZero();
    assertThat(sandbox.waiting()).isEqualTo(1);
    assertThat(vcluster.run("telemetry", "disable").exitCode()).isZero();
    String disabled = Files.readString(sandbox.config());
    assertThat(vcluster.run("telemetry", "enable").exitCode()).isZero();

    assertThat(disabled.equals(before.replace("\"}", "\",\"telemetryDisabled\":true}"))).isTrue();
    assertThat(Files.readString(sandbox.config()).equals(before)).isTrue();
  }

  /** Nothing more is recorded, nothing is sent, and what waits goes on to wait. */
  private void assertInDoubt() throws IOException {
    sandbox.fill(2);
    var results = Probe.run(sandbox.vcluster());
    Result status = sandbox.vcluster().run("telemetry", "status");

    assertThat(sandbox.uploaders().alive()).isEmpty();
    assertThat(sandbox.waiting()).isEqualTo(2);
    assertThat(sandbox.backend().connections()).isZero();
    assertThat(status.exitCode()).isZero();
    assertThat(status.out()).startsWith("Telemetry is off: " + sandbox.config());
    Probe.assertAsWhenOff(results, sandbox.vcluster());
  }

  private static byte[] random(int length) {
    byte[] content = new byte[length];
    new Random(1).nextBytes(content);
    return content;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
