package vcluster.build.completion;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Tells what may be typed for an option or an argument: one of its completion candidates, else what
 * its label says. {@code FILE} and {@code DIR} are paths; the argument {@code COMMAND} is a
 * command's name for a help command, for others a whole command line.
 */
final class ValueReader {
  private ValueReader() {}

  /** An option whose value can be left out takes one only behind {@code =}: a flag, here. */
  static Value ofOption(OptionSpec option) {
    return option.arity().min() == 0 ? Value.NONE : of(option);
  }

  /** The arguments by their places. */
  static List<Argument> arguments(CommandSpec spec) {
    List<Argument> arguments = new ArrayList<>();
    boolean repeated = false;
    PositionalParamSpec positional = at(0, spec);
    while (positional != null && !repeated) {
      repeated = positional.index().isVariable() || positional.arity().isVariable();
      arguments.add(new Argument(argument(positional, spec), repeated));
      positional = at(arguments.size(), spec);
    }
    return arguments;
  }

  private static @Nullable PositionalParamSpec at(int place, CommandSpec spec) {
    for (PositionalParamSpec positional : spec.positionalParameters()) {
      if (positional.index().min() <= place && place <= positional.index().max()) {
        return positional;
      }
    }
    return null;
  }

  private static Value argument(PositionalParamSpec positional, CommandSpec spec) {
    if (positional.hidden()) {
      return Value.FREE;
    }
    if (positional.paramLabel().equals("COMMAND")) {
      return spec.helpCommand() ? Value.PATH : Value.LINE;
    }
    return of(positional);
  }

  private static Value of(ArgSpec arg) {
    if (arg.completionCandidates() != null) {
      List<String> words = new ArrayList<>();
      for (String word : arg.completionCandidates()) {
        words.add(word);
      }
      return Value.oneOf(words);
    }
    return switch (arg.paramLabel()) {
      case "FILE" -> Value.FILE;
      case "DIR" -> Value.FOLDER;
      default -> Value.FREE;
    };
  }
}
