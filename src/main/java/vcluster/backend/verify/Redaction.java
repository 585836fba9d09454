package vcluster.backend.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Reduces texts that may hold secrets to what may be stored; pure functions. */
public interface Redaction {
  /**
   * What is stored of a command line.
   *
   * @param words the program and the words of the command, {@code *} for each other word
   * @param options by their longest names, separated by blanks
   */
  record RedactedCommand(String words, String options) {}

  /** The known words and option names of a command line. */
  RedactedCommand command(List<String> raw);

  /** The class of an error; empty for an empty text. */
  String error(String raw);

  /** The severity of an error: a word of a closed set, {@code *} for any other. */
  String severity(String raw);

  /**
   * A version, system, zone or kind unchanged; {@code *} for a text that is not written like one,
   * such as an address, a path, a URL or a sentence.
   */
  String name(String raw);

  /** An id unchanged; a keyed hash of a text that is not written like one, such as an e-mail. */
  String id(String raw);

  /** The paths of the helm values that are set, separated by blanks. */
  String helmKeys(JsonNode values);

  /** The names of the flags that were set, from the content of {@code syncerFlags}. */
  String setFlags(String raw);

  /** The controllers in the content of {@code syncerFlags}. */
  String controllers(String raw);
}
