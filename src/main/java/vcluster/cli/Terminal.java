package vcluster.cli;

/** Whether a stream is a terminal. */
public enum Terminal {
  YES,
  NO,
  /** It may be one, so nothing may follow from its not being one. */
  UNKNOWN
}
