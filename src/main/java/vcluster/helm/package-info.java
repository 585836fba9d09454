/** What helm is told: the values that pass the choice on, the command line, and its one run. */
@NullMarked
package vcluster.helm;

import org.jspecify.annotations.NullMarked;
