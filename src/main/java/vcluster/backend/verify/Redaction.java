package vcluster.backend.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Cuts what may hold other people's secrets down to what may be kept; pure functions. */
public interface Redaction {
  /** Known words and option names of a command line. */
  RedactedCommand command(List<String> raw);

  /** The class of an error; empty for an empty text. */
  String error(String raw);

  /** The severity of an error: a word of a closed set, {@code *} for any other. */
  String severity(String raw);

  /**
   * A version, a system, a zone, a kind as it is; {@code *} where it is not written like one, as
   * addresses, paths, URLs and sentences are not.
   */
  String name(String raw);

  /** An id as it is, or a keyed hash where it is not written like one, as no e-mail address is. */
  String id(String raw);

  /** The paths of the helm values that are set, with a blank between them. */
  String helmKeys(JsonNode values);

  /** The names of the flags that were set, from the content of {@code syncerFlags}. */
  String setFlags(String raw);

  /** The controllers in the content of {@code syncerFlags}. */
  String controllers(String raw);
}
