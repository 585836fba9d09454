package vcluster.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.testing.Unix;

/** What is kept of the fault that ended an uploader: enough to find it, and nothing secret. */
class UploadFaultTest {
  private static final long NOW = 1_700_000_000;
  private static final String SECRET = "https://me:hunter2@proxy.test";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("upload.error");
  }

  @Test
  void fault_isReadAsItWasWritten() throws IOException {
    UploadFault fault =
        UploadFault.of(new FileSystemException("/a b/log", null, "No space left on device"), NOW);

    fault.write(file);

    assertThat(UploadFault.read(file)).contains(fault);
    assertThat(file)
        .content()
        .startsWith(
            NOW + " java.nio.file.FileSystemException: /a b/log: No space left on device (Upload")
        .endsWith(")\n")
        .containsOnlyOnce("\n");
    assertThat(Unix.mode(file)).isEqualTo("rw-------");
  }

  @Test
  void faultsOfTheVirtualMachine_keepTheirMessages() {
    assertThat(text(new OutOfMemoryError("Java heap space")))
        .startsWith("java.lang.OutOfMemoryError: Java heap space (UploadFaultTest.java:");
    assertThat(text(new NoClassDefFoundError("oshi/SystemInfo")))
        .startsWith("java.lang.NoClassDefFoundError: oshi/SystemInfo (");
  }

  static Stream<Throwable> talkative() {
    return Stream.of(
        new IllegalArgumentException("invalid header value: " + SECRET),
        new IllegalStateException(new URISyntaxException(SECRET, "no host")),
        new MalformedURLException(SECRET),
        new AssertionError(SECRET),
        new IOException(SECRET) {});
  }

  @ParameterizedTest
  @MethodSource("talkative")
  void messagesThatMayRepeatASecret_areLeftOut(Throwable e) {
    assertThat(text(e)).startsWith(e.getClass().getName() + " (").doesNotContain("hunter2");
  }

  @Test
  void text_isOneShortLineOfAscii() throws IOException {
    UploadFault fault =
        UploadFault.of(new AccessDeniedException("\u00e4\n\u001b[31m" + "x".repeat(9_999)), NOW);

    fault.write(file);

    assertThat(Files.size(file)).isLessThanOrEqualTo(1_024);
    assertThat(fault.text()).matches("[ -~]+").contains(": ???[31mxxx");
    assertThat(UploadFault.read(file)).contains(fault);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", "1", "garbage", "one two", "-1 two", "99999999999999999999 two"})
  void fileThatIsNotOurs_isNoFault(String content) throws IOException {
    Files.writeString(file, content);

    assertThat(UploadFault.read(file)).isEmpty();
  }

  @Test
  void fileFromElsewhere_isShownWithoutControlCharacters() throws IOException {
    Files.writeString(file, "1 a\u001b[31m\nb\n");

    assertThat(UploadFault.read(file)).contains(new UploadFault(1, "a?[31m?b"));
  }

  @Test
  void faultThatCannotBeWritten_isNoFurtherFault() throws IOException {
    UploadFault fault = UploadFault.of(new IOException("full"), NOW);
    Files.createDirectories(file.resolve("inside"));

    fault.write(file);
    fault.write(folder.resolve("missing/upload.error"));

    assertThat(UploadFault.read(file)).isEmpty();
    assertThat(folder.resolve("missing")).doesNotExist();
  }

  private static String text(Throwable e) {
    return UploadFault.of(e, NOW).text();
  }
}
