package vcluster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class ServerCommandLineTest {
  private final StringWriter err = new StringWriter();
  private final CommandLine program =
      new CommandLine(CommandSpec.create().name("vcluster-x")).setErr(new PrintWriter(err));

  @Test
  void failure_isOneLine_afterTheNameOfTheProgram() {
    assertThat(ServerCommandLine.fail(program, new ServerException("no \033[31mdatabase")))
        .isEqualTo(1);
    assertThat(err.toString().lines()).containsExactly("vcluster-x: no \\u001b[31mdatabase");
  }

  @Test
  void internalError_showsItsPlace_andNoControlCharacters() {
    assertThat(ServerCommandLine.fail(program, new IllegalStateException("\033[31m"))).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("vcluster-x: internal error: java.lang.IllegalStateException: \\u001b[31m")
        .contains(getClass().getSimpleName())
        .doesNotContain("\033");
  }
}
