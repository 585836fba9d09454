package vcluster.build.completion;

import java.util.List;

/**
 * An option under all its names.
 *
 * @param note what it is for, in a few words; may be empty
 */
record Option(List<String> names, Value value, String note) {
  Option {
    names = List.copyOf(names);
  }
}
