package vcluster.build.completion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A shell that is run to be asked what it offers.
 *
 * @param file the name of the file with the script
 * @param command runs the script of ours that asks, given last
 */
record AskedShell(String name, String file, List<String> command) {

  boolean isInstalled() {
    return isInstalled(name);
  }

  static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /**
   * What the shell offers at the end of each line.
   *
   * @param as how the shell is to be set up; see the scripts that ask
   */
  Map<String, List<Offer>> ask(Room room, String script, List<String> lines, Map<String, String> as)
      throws Exception {
    Path asking = Path.of(getClass().getResource("/vcluster/completion/ask." + name).toURI());
    Map<String, String> variables = new LinkedHashMap<>(as);
    variables.put("ASK_ROOM", room.path().toString());
    variables.put("ASK_SCRIPT", room.write("completions/" + file, script).toString());
    variables.put("ASK_LINES", room.write("lines", String.join("\n", lines) + "\n").toString());
    List<String> words = new ArrayList<>(command);
    words.add(asking.toString());
    return parse(room.run(words, variables));
  }

  private static Map<String, List<Offer>> parse(List<String> output) {
    Map<String, List<Offer>> offers = new LinkedHashMap<>();
    List<Offer> current = new ArrayList<>();
    for (String line : output) {
      if (line.startsWith("? ")) {
        current = new ArrayList<>();
        offers.put(line.substring(2), current);
      } else {
        current.add(Offer.parse(line));
      }
    }
    return offers;
  }
}
