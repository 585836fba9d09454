package vcluster.build.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

final class GrammarReaderTest {
  private static final String TOGETHER = "--together";

  @Test
  void optionOfEveryCommand_isReadOnce() {
    CommandSpec program = CommandSpec.create().name("p").addOption(value(TOGETHER).build());
    program.addOption(value("--some").build());
    program.addSubcommand(
        "a", CommandSpec.create().addOption(value(TOGETHER).hidden(true).build()));

    Grammar grammar = read(program);

    assertThat(grammar.everywhere()).extracting(Option::names).containsExactly(List.of(TOGETHER));
    assertThat(grammar.program().options())
        .extracting(Option::names)
        .containsExactly(List.of("--some"));
    assertThat(grammar.program().commands().get(0).options()).isEmpty();
  }

  @Test
  void hiddenOption_isReadOnlyIfTheProgramShowsIt() {
    CommandSpec program = CommandSpec.create().name("p").addOption(value("--shown").build());
    program.addSubcommand("other", CommandSpec.create());
    program.addSubcommand(
        "a",
        CommandSpec.create()
            .addOption(value("--shown").hidden(true).build())
            .addOption(value("--secret").hidden(true).build()));

    assertThat(read(program).program().commands().get(1).options())
        .extracting(Option::names)
        .containsExactly(List.of("--shown"));
  }

  @Test
  void hiddenCommand_isLeftOut_andAnAliasIsACommand() {
    CommandSpec secret = CommandSpec.create();
    secret.usageMessage().hidden(true);
    CommandSpec program = CommandSpec.create().name("p");
    program.addSubcommand("secret", secret);
    program.addSubcommand("long", CommandSpec.create().aliases("l"));

    assertThat(read(program).program().commands())
        .extracting(Command::path)
        .containsExactly(List.of("p", "long"), List.of("p", "l"));
  }

  @Test
  void arguments_areReadByTheirPlaces() {
    CommandSpec spec = CommandSpec.create().name("p");
    spec.addPositional(positional("1", "FILE").build());
    spec.addPositional(positional("0", "NAME").build());
    spec.addPositional(
        positional("2..*", "WORD").type(List.class).completionCandidates(List.of("x")).build());

    assertThat(read(spec).program().arguments())
        .containsExactly(
            new Argument(Value.FREE, false),
            new Argument(Value.FILE, false),
            new Argument(Value.oneOf(List.of("x")), true));
  }

  @Test
  void hiddenArgument_offersNothing() {
    CommandSpec spec = CommandSpec.create().name("p");
    spec.addPositional(positional("0", "FILE").hidden(true).build());

    assertThat(read(spec).program().arguments()).containsExactly(new Argument(Value.FREE, false));
  }

  @Test
  void command_isALineOrForHelpAPath() {
    CommandSpec spec = CommandSpec.create().name("p");
    spec.addPositional(positional("0", "COMMAND").build());

    assertThat(read(spec).program().arguments()).containsExactly(new Argument(Value.LINE, false));
    spec.helpCommand(true);
    assertThat(read(spec).program().arguments()).containsExactly(new Argument(Value.PATH, false));
  }

  @Test
  void optionWhoseValueCanBeLeftOut_isAFlag() {
    CommandSpec spec = CommandSpec.create().name("p");
    spec.addOption(value("--maybe").arity("0..1").build());
    spec.addOption(value("--folder").paramLabel("DIR").build());

    assertThat(read(spec).everywhere())
        .extracting(Option::value)
        .containsExactly(Value.NONE, Value.FOLDER);
  }

  @Test
  void wordsWithBlanks_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Value.oneOf(List.of("two words")));
  }

  private static Grammar read(CommandSpec program) {
    return new GrammarReader(program, true).read();
  }

  private static OptionSpec.Builder value(String name) {
    return OptionSpec.builder(name).type(String.class).arity("1");
  }

  private static PositionalParamSpec.Builder positional(String index, String label) {
    return PositionalParamSpec.builder().index(index).paramLabel(label).type(String.class);
  }
}
