/** What helm is told: the values that carry the choice, the command line, and its one run. */
@NullMarked
package vcluster.helm;

import org.jspecify.annotations.NullMarked;
