package vcluster.backend.report;

import java.util.Locale;

/** What the figures say of an item, in the order in which a maintainer wants to see them. */
public enum ItemVerdict {
  /** Deprecated for long enough, and hardly anybody uses it. */
  REMOVABLE("removable"),
  /** Nobody was seen with it in 90 days, of many who would have been. */
  UNUSED("unused"),
  /** Nobody was seen with it in 90 days, of some who would have been. */
  UNUSED_WEAK("unused (weak evidence)"),
  /** Fewer than one in a hundred. */
  LITTLE_USED("little used"),
  /** None of the others. */
  KEEP("keep"),
  /** Too few could have been seen, or for too short a time. */
  CANT_TELL("can't tell"),
  /** The newest releases no longer have it. */
  GONE("gone"),
  /** No release reports its use. */
  NOT_MEASURED("not measured");

  private final String words;

  ItemVerdict(String words) {
    this.words = words;
  }

  /** As it is typed: {@code unused-weak}. */
  public String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As reports print it. */
  public String words() {
    return words;
  }
}
