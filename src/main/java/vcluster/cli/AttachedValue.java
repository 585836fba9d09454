package vcluster.cli;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The value of an option may look like an option only where it is attached, as in {@code
 * --set=-n=1}: picocli has one switch for both, which is set before each value.
 */
enum AttachedValue implements IParameterPreprocessor {
  RULE;

  @Override
  @SuppressWarnings("JdkObsolete") // It is picocli that has stacks.
  public boolean preprocess(
      Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> found) {
    boolean attached = !" ".equals(found.get("separator"));
    command.parser().allowOptionsAsOptionParameters(attached);
    return false;
  }
}
