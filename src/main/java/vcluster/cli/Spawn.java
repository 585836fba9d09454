package vcluster.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;

/**
 * Starts a program in this process's working directory and environment, on its input and output;
 * what the program says on standard error is nothing for the user: a shell that may start no more
 * processes, or that does not know the locale, complains there.
 *
 * <p>{@link ProcessBuilder} of JDK 25 asks for a logger as well, for which it opens every jar of
 * the class path: a third of what recording a command would cost. Where {@code java.lang} is open
 * to us, as on the distribution's own runtime, this calls what ProcessBuilder calls; everywhere
 * else, ProcessBuilder.
 */
final class Spawn {
  private Spawn() {}

  /**
   * Starts a program.
   *
   * @throws IOException if it can't be started
   */
  static Process start(List<String> command) throws IOException {
    return Object.class.getModule().isOpen("java.lang", Spawn.class.getModule())
        ? direct(command)
        : indirect(command);
  }

  private static Process direct(List<String> command) throws IOException {
    Redirect[] streams = {Redirect.INHERIT, Redirect.INHERIT, Redirect.DISCARD};
    String[] words = command.toArray(new String[command.size()]);
    Object inherited = null;
    try {
      Method start =
          Class.forName("java.lang.ProcessImpl")
              .getDeclaredMethod(
                  "start",
                  String[].class,
                  Map.class,
                  String.class,
                  Redirect[].class,
                  boolean.class);
      start.setAccessible(true);
      return (Process) start.invoke(null, words, inherited, inherited, streams, false);
    } catch (InvocationTargetException e) {
      throw new IOException(e.getCause());
    } catch (ReflectiveOperationException e) {
      return indirect(command);
    }
  }

  private static Process indirect(List<String> command) throws IOException {
    return new ProcessBuilder(command).inheritIO().redirectError(Redirect.DISCARD).start();
  }
}
