package vcluster.backend.verify;

/** Counts what clients say beyond what this version knows: where and of what type, never what. */
@FunctionalInterface
public interface UnknownFields {
  /**
   * A field, or an element, that nobody asked for.
   *
   * @param path a JSON pointer without indexes; its last name is the client's
   * @param type JSON's name of the type in lower case, such as {@code string}
   */
  void seen(String path, String type);
}
