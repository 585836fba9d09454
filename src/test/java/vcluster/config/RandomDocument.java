package vcluster.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A JSON object as a stranger may have laid it out, kept in the pieces that it was made from: what
 * a splice must leave alone is known without parsing it again.
 *
 * @param open all before the first name
 * @param separators what stands between one value and the next name, one fewer than the members
 * @param close all behind the last value
 */
record RandomDocument(String open, List<Piece> members, List<String> separators, String close) {
  /**
   * One member.
   *
   * @param name the name with its quotes
   * @param colon the colon with the white space around it
   * @param ours whether Go takes the name for the field's
   */
  record Piece(String name, String colon, String value, boolean ours) {
    String raw() {
      return name + colon + value;
    }
  }

  private static final List<String> SPACES = List.of("", "", " ", "  ", "\t", "\n", "\r\n", "\n  ");

  /** Names that Go takes for the field's; long s is one of them. */
  private static final List<String> OURS =
      List.of(
          "telemetryDisabled",
          "telemetryDisabled",
          "TELEMETRYDISABLED",
          "telemetrydisabled",
          "TelemetryDISABLED",
          "telemetryDi\u017fabled",
          "telemetryDi\\u017Fabled",
          "\\u0074elemetryDisable\\u0064");

  /** Names that come close, or that could lead a careless scanner astray. */
  private static final List<String> STRANGERS =
      List.of(
          "telemetryDisable",
          "telemetryDisabledX",
          " telemetryDisabled",
          "telemetry_disabled",
          "t\u00e9lemetryDisabled",
          "",
          "a\\\"telemetryDisabled\\\":true,",
          "}\\\\",
          "\\u007b\\ud83d\\ude00",
          "\u6f22\u5b57",
          "\ud83d\ude00",
          "driver",
          "platform");

  private static final List<String> SCALARS =
      List.of(
          "1.50",
          "1e400",
          "-0",
          "0.10E-7",
          "123456789012345678901234567890",
          "true",
          "false",
          "null",
          "\"\"",
          "\"k\u00e9y \ud83d\ude00\"",
          "\"\\\\\\\"}],telemetryDisabled\\u0000\"",
          "\"\\/\\b\\f\\n\\r\\t\\uD83D\\uDE00\u2028\"");

  static RandomDocument of(long seed, List<String> ownValues, int ownAtMost) {
    Random random = new Random(seed);
    List<Piece> members = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      members.add(stranger(random, 3));
    }
    for (int i = random.nextInt(ownAtMost + 1); i > 0; i--) {
      Piece own = new Piece(quoted(OURS, random, ""), colon(random), pick(ownValues, random), true);
      members.add(random.nextInt(members.size() + 1), own);
    }
    List<String> separators = new ArrayList<>();
    for (int i = 1; i < members.size(); i++) {
      separators.add(space(random) + "," + space(random));
    }
    return new RandomDocument(
        space(random) + "{" + space(random),
        members,
        separators,
        space(random) + "}" + space(random));
  }

  String text() {
    StringBuilder text = new StringBuilder(open);
    for (int i = 0; i < members.size(); i++) {
      text.append(i == 0 ? "" : separators.get(i - 1)).append(members.get(i).raw());
    }
    return text.append(close).toString();
  }

  List<String> ownValues() {
    return members.stream().filter(Piece::ours).map(Piece::value).toList();
  }

  private static Piece stranger(Random random, int depth) {
    // The number keeps the names apart, since of duplicates a parser keeps but one.
    String name = quoted(STRANGERS, random, String.valueOf(random.nextInt(1 << 20)));
    return new Piece(name, colon(random), value(random, depth), false);
  }

  private static String value(Random random, int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(4);
    if (kind < 2) {
      return pick(SCALARS, random);
    }
    StringBuilder text = new StringBuilder(kind == 2 ? "[" : "{").append(space(random));
    for (int i = random.nextInt(4); i > 0; i--) {
      // The field's own name further down is somebody else's.
      String name = i == 1 ? "\"telemetryDisabled\"" : quoted(STRANGERS, random, "" + i);
      text.append(kind == 2 ? "" : name + colon(random));
      text.append(value(random, depth - 1)).append(space(random)).append(i > 1 ? "," : "");
    }
    return text.append(kind == 2 ? "]" : "}").toString();
  }

  private static String quoted(List<String> names, Random random, String end) {
    return '"' + pick(names, random) + end + '"';
  }

  private static String colon(Random random) {
    return space(random) + ":" + space(random);
  }

  private static String space(Random random) {
    return pick(SPACES, random);
  }

  private static String pick(List<String> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
