package vcluster.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.IParamLabelRenderer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The help of a command: for {@code help}, {@code --help}, and commands that only group others. */
final class HelpCommand implements Action {
  @Override
  public int run(Invocation invocation) {
    CommandLine command = invocation.line().commandSpec().commandLine();
    if (!invocation.line().isUsageHelpRequested() && command.getCommandName().equals("help")) {
      command = command.getParent();
      List<String> words = invocation.line().matchedPositionalValue(0, List.of());
      for (String word : words) {
        CommandLine below = command.getSubcommands().get(word);
        if (below == null) {
          throw new UnmatchedArgumentException(command, List.of(word));
        }
        command = below;
      }
    }
    Surroundings surroundings = invocation.surroundings();
    command.setHelpFactory(PlainFlags::new);
    surroundings.out().print(command.getUsageMessage(ansi(surroundings)));
    return 0;
  }

  /** Colours only on a terminal, and <a href="https://no-color.org">NO_COLOR</a> is honoured. */
  private static Ansi ansi(Surroundings surroundings) {
    boolean plain =
        !surroundings.environment().getOrDefault("NO_COLOR", "").isEmpty()
            || surroundings.environment().getOrDefault("TERM", "dumb").equals("dumb");
    return surroundings.outIsTerminal() && !plain ? Ansi.ON : Ansi.OFF;
  }

  /** Shows {@code --debug}, though {@code --debug=false} is understood as well. */
  private static final class PlainFlags extends Help {
    PlainFlags(CommandSpec spec, ColorScheme colors) {
      super(spec, colors);
    }

    @Override
    public IParamLabelRenderer parameterLabelRenderer() {
      IParamLabelRenderer usual = super.parameterLabelRenderer();
      return new IParamLabelRenderer() {
        @Override
        public Ansi.Text renderParameterLabel(ArgSpec spec, Ansi ansi, List<IStyle> styles) {
          return spec.typeInfo().isBoolean()
              ? ansi.text("")
              : usual.renderParameterLabel(spec, ansi, styles);
        }

        @Override
        public String separator() {
          return usual.separator();
        }
      };
    }
  }
}
