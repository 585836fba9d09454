package vcluster.usage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Words a usage error: what is wrong, what the user may have meant, and where the help is. */
public final class UsageError {
  private static final int MAX_DISTANCE = 2;

  private UsageError() {}

  /** The lines to print on standard error; the exit code is then 2. */
  public static String describe(ParameterException error) {
    CommandSpec spec = error.getCommandLine().getCommandSpec();
    List<String> lines = new ArrayList<>();
    if (error instanceof UnmatchedArgumentException unmatched) {
      describe(unmatched, spec, lines);
    } else {
      lines.add(spec.root().name() + ": " + PlainText.of(problem(error, spec)));
    }
    lines.add("Run '" + spec.qualifiedName() + " --help' for usage.");
    return String.join(System.lineSeparator(), lines);
  }

  private static String problem(ParameterException error, CommandSpec spec) {
    if (lacksAlternative(error)) {
      return spec.argGroups().get(0).options().stream()
          .map(OptionSpec::longestName)
          .collect(Collectors.joining(" or ", "give either ", ""));
    }
    ArgSpec argument = error.getArgSpec();
    return argument != null && error.getCause() != null
        ? wrongValue(argument, PlainText.cut(String.valueOf(error.getValue())), error.getCause())
        : withoutCapital(String.valueOf(error.getMessage()));
  }

  /** None, or more than one, of the options was given of which a command takes exactly one. */
  private static boolean lacksAlternative(ParameterException error) {
    return error instanceof MutuallyExclusiveArgsException
        || (error instanceof MissingParameterException missing
            && missing.getMissing().stream().anyMatch(argument -> argument.group() != null));
  }

  private static String wrongValue(ArgSpec argument, String value, Throwable cause) {
    List<String> words = new ArrayList<>();
    if (argument.completionCandidates() != null) {
      argument.completionCandidates().forEach(words::add);
    }
    if (argument instanceof OptionSpec option) {
      return words.isEmpty()
          ? option.longestName() + ": " + reason(value, cause)
          : option.longestName() + " must be one of: " + String.join(", ", words);
    }
    String last = words.remove(words.size() - 1);
    return "unknown %s \"%s\"; choose %s or %s"
        .formatted(
            argument.paramLabel().toLowerCase(Locale.ROOT), value, String.join(", ", words), last);
  }

  private static String reason(String value, Throwable cause) {
    return cause instanceof TypeConversionException
        ? String.valueOf(cause.getMessage())
            .replaceFirst("is not an? (int|long)$", "is not a number")
        : "'" + value + "' is not valid";
  }

  private static void describe(
      UnmatchedArgumentException unmatched, CommandSpec spec, List<String> lines) {
    String word = unmatched.getUnmatched().get(0);
    boolean option = unmatched.isUnknownOption();
    boolean command = !option && !spec.subcommands().isEmpty();
    String kind = option ? "unknown option" : command ? "unknown command" : "unexpected argument";
    String shown = option && word.indexOf('=') > 0 ? word.substring(0, word.indexOf('=')) : word;
    lines.add(
        "%s: %s \"%s\" for \"%s\""
            .formatted(spec.root().name(), kind, PlainText.cut(shown), spec.qualifiedName()));
    List<String> meant =
        option
            ? similar(shown, options(spec))
            : command ? similar(shown, commands(spec)) : List.of();
    if (!meant.isEmpty()) {
      lines.add("Did you mean " + String.join(" or ", meant) + "?");
    }
  }

  private static Stream<String> options(CommandSpec spec) {
    return spec.options().stream()
        .filter(option -> !option.hidden())
        .flatMap(option -> Stream.of(option.names()))
        .filter(name -> name.startsWith("--"));
  }

  private static Stream<String> commands(CommandSpec spec) {
    return spec.subcommands().entrySet().stream()
        .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
        .map(Map.Entry::getKey);
  }

  /** Which of the names may have been meant by a word that is none of them; the nearest first. */
  public static List<String> similar(String word, Stream<String> names) {
    // The word itself is known where it stands behind "--".
    return names
        .filter(name -> !name.equals(word) && isNear(word, name, MAX_DISTANCE))
        .sorted(Comparator.comparing(name -> !isNear(word, name, 1)))
        .toList();
  }

  /** Whether the words differ in so many letters at most, inserted, deleted or replaced. */
  private static boolean isNear(String one, String other, int letters) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.length() + other.length() <= letters;
    }
    String rest = one.substring(1);
    String otherRest = other.substring(1);
    if (one.charAt(0) == other.charAt(0)) {
      return isNear(rest, otherRest, letters);
    }
    return letters > 0
        && (isNear(rest, otherRest, letters - 1)
            || isNear(rest, other, letters - 1)
            || isNear(one, otherRest, letters - 1));
  }

  /** A word in capitals, such as the name of an argument, stays as it is. */
  private static String withoutCapital(String message) {
    return message.length() < 2 || !Character.isLowerCase(message.charAt(1))
        ? message
        : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }
}
