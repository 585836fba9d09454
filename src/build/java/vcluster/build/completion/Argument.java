package vcluster.build.completion;

/**
 * A place for a word that is neither a command nor an option.
 *
 * @param repeated whether any number of such words may follow
 */
record Argument(Value value, boolean repeated) {}
