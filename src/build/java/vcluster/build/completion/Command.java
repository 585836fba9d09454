package vcluster.build.completion;

import java.util.ArrayList;
import java.util.List;

/**
 * A command and what may follow its name.
 *
 * @param path its name behind the names of the commands above it
 * @param note what it is for, in a few words; may be empty
 * @param options its own, besides the ones that every command takes
 */
record Command(
    List<String> path,
    String note,
    List<Command> commands,
    List<Option> options,
    List<Argument> arguments) {
  Command {
    path = List.copyOf(path);
    commands = List.copyOf(commands);
    options = List.copyOf(options);
    arguments = List.copyOf(arguments);
  }

  String name() {
    return path.get(path.size() - 1);
  }

  /** This command and all below it, in the order of the help. */
  List<Command> all() {
    List<Command> all = new ArrayList<>();
    all.add(this);
    for (Command command : commands) {
      all.addAll(command.all());
    }
    return all;
  }
}
