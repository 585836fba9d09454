package vcluster.build.completion;

import java.util.List;

/**
 * All that can be typed: the one model behind the scripts of all shells.
 *
 * @param everywhere the options that every command takes
 */
record Grammar(List<Option> everywhere, Command program) {
  Grammar {
    everywhere = List.copyOf(everywhere);
  }
}
