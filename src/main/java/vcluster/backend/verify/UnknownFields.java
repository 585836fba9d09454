package vcluster.backend.verify;

/** Counts fields that this version does not know: their places and types, never their values. */
@FunctionalInterface
public interface UnknownFields {
  /**
   * Counts one unknown field or element.
   *
   * @param path a JSON pointer without indexes; the client chose its last name
   * @param type JSON's name of the type in lower case, such as {@code string}
   */
  void seen(String path, String type);
}
