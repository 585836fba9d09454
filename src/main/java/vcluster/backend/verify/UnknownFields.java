package vcluster.backend.verify;

/**
 * Counts fields that this version does not know: their places and types, neither their names nor
 * their values, for either may be a secret.
 */
@FunctionalInterface
public interface UnknownFields {
  /**
   * Counts one unknown field or element.
   *
   * @param path a JSON pointer without indexes, {@code *} in place of the field's name
   * @param type JSON's name of the type in lower case, such as {@code string}
   */
  void seen(String path, String type);
}
