package vcluster.build.completion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real shell that is run to be asked what it offers, in each of the ways to set it up. */
enum AskedShell {
  /** In all the ways that readline asks. */
  BASH("vcluster.bash", "--noprofile --norc", "words", "whole", "lineless", "old"),
  /** The line editor, in a pseudo-terminal. */
  ZSH("_vcluster", "-f", "sourced", "bare", "fpath"),
  FISH("vcluster.fish", "--no-config", "");

  /** A word that a shell offers, and what it shows beside it; empty if nothing. */
  record Offer(String word, String note) {
    /** The word alone; some shells mark folders at once, some only once one is chosen. */
    String plain() {
      return word.endsWith("/") ? word.substring(0, word.length() - 1) : word;
    }
  }

  private final String file;
  private final String options;
  private final List<String> ways;

  AskedShell(String file, String options, String... ways) {
    this.file = file;
    this.options = options;
    this.ways = List.of(ways);
  }

  String program() {
    return name().toLowerCase();
  }

  static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** Variables for each way to set the shell up; the first is the usual one. */
  List<Map<String, String>> setups() {
    return ways.stream().map(as -> setup(as, "9", 0)).toList();
  }

  /** Variables for the setup in which the shell shows descriptions, in so many columns. */
  Map<String, String> listing(int columns) {
    return setup(ways.get(0), "63", columns);
  }

  /** Only bash looks at the type of completion, 9 for Tab and 63 for the second one. */
  private static Map<String, String> setup(String as, String type, int columns) {
    Map<String, String> setup = new LinkedHashMap<>(Map.of("ASK_AS", as, "ASK_TYPE", type));
    if (columns > 0) {
      setup.put("COLUMNS", Integer.toString(columns));
    }
    return setup;
  }

  /**
   * What the shell offers at the end of each line.
   *
   * @param as how the shell is to be set up; see the scripts that ask
   */
  Map<String, List<Offer>> ask(Room room, String script, List<String> lines, Map<String, String> as)
      throws Exception {
    Path asking = Path.of(getClass().getResource("/vcluster/completion/ask." + program()).toURI());
    Map<String, String> variables = new LinkedHashMap<>(as);
    variables.put("ASK_ROOM", room.path().toString());
    variables.put("ASK_SCRIPT", room.write("completions/" + file, script).toString());
    variables.put("ASK_LINES", room.write("lines", String.join("\n", lines) + "\n").toString());
    List<String> words = new ArrayList<>(List.of(program()));
    words.addAll(List.of(options.split(" ")));
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
        String[] parts = line.split("\t", 2);
        current.add(new Offer(parts[0], parts.length < 2 ? "" : parts[1]));
      }
    }
    return offers;
  }
}
